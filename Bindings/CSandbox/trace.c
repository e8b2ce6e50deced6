/* Where a failure happened: the script frames, innermost first, and the text of the error. */
#include <stdio.h>
#include <string.h>

#include "hr_internal.h"

/* Finds the next frame that is a script's, from `*level` on. Stack: 0 in, 0 out. Raises: never. */
bool hr_script_frame(lua_State *L, int *level, lua_Debug *frame) {
  while (lua_getstack(L, *level, frame)) {
    *level += 1;
    lua_getinfo(L, "Sl", frame);
    if (frame->currentline > 0 && frame->source[0] == '@') return true;
  }
  return false;
}

/* Stack: 0 in, 0 out. Raises: never. */
static void append_text(hr_bytes *bytes, const char *text, size_t count) {
  hr_append_u32(bytes, (uint32_t)count);
  hr_append(bytes, text, count);
}

/* Writes down the running script frames. Allocates nothing from Lua, so it is safe in the allocator.
 * Stack: 0 in, 0 out. Raises: never. */
void hr_capture(hr_sandbox *sandbox) {
  sandbox->frames.count = 0;
  lua_Debug frame;
  int level = 0;
  for (int kept = 0; kept < HR_TRACE && hr_script_frame(sandbox->L, &level, &frame); kept++) {
    lua_getinfo(sandbox->L, "n", &frame);
    const char *name = frame.name == NULL ? "" : frame.name;
    hr_append_u32(&sandbox->frames, (uint32_t)frame.currentline);
    append_text(&sandbox->frames, frame.source + 1, strlen(frame.source + 1));
    append_text(&sandbox->frames, name, strlen(name));
  }
}

/* The text of the error value on top, without running or converting anything. Stack: 0 in, 0 out. Raises: never. */
static void capture_text(lua_State *L, hr_bytes *text) {
  text->count = 0;
  char number[64];
  size_t count = 0;
  switch (lua_type(L, -1)) {
    case LUA_TSTRING: {
      const char *string = lua_tolstring(L, -1, &count);
      hr_append(text, string, count < HR_TEXT ? count : HR_TEXT);
      break;
    }
    case LUA_TNUMBER:
      if (lua_isinteger(L, -1)) {
        count = (size_t)snprintf(number, sizeof number, LUA_INTEGER_FMT, lua_tointeger(L, -1));
      } else {
        count = (size_t)snprintf(number, sizeof number, LUA_NUMBER_FMT, lua_tonumber(L, -1));
      }
      hr_append(text, number, count);
      break;
    default: {
      const char *type = lua_type(L, -1) == LUA_TUSERDATA ? "value" : luaL_typename(L, -1);
      hr_append(text, "error value of type ", 20);
      hr_append(text, type, strlen(type));
    }
  }
}

/* The message handler of every entry. Stack: 1 in, 1 out. Raises: never. */
int hr_handler(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->limit != HR_OK) return 1;
  hr_capture(sandbox);
  capture_text(L, &sandbox->text);
  return 1;
}
