/* Where a failure happened: the frames of scripts and of what they called, innermost first, and the text of the error. */
#include <stdio.h>
#include <string.h>

#include "hr_internal.h"

/* Stack: 0 in, 0 out. Raises: never. */
static bool is_script(const lua_Debug *frame) { return frame->currentline > 0; }

/* How the chunk of a frame is shown: a file by its whole name, a loaded text by the words Lua has for it.
 * Stack: 0 in, 0 out. Raises: never. */
const char *hr_chunk_name(const lua_Debug *frame) {
  return frame->source[0] == '@' ? frame->source + 1 : frame->short_src;
}

/* Finds the next frame that is a script's, from `*level` on. Stack: 0 in, 0 out. Raises: never. */
bool hr_script_frame(lua_State *L, int *level, lua_Debug *frame) {
  while (lua_getstack(L, *level, frame)) {
    *level += 1;
    lua_getinfo(L, "Sl", frame);
    if (is_script(frame)) return true;
  }
  return false;
}

/* Stack: 0 in, 0 out. Raises: never. */
static void append_text(hr_bytes *bytes, const char *text, size_t count) {
  hr_append_u32(bytes, (uint32_t)count);
  hr_append(bytes, text, count);
}

/* Writes down the running frames; one without a line is of the host or of a library, and counts where it has a name.
 * Allocates nothing from Lua, so it is safe in the allocator. Stack: 0 in, 0 out. Raises: never. */
void hr_capture(hr_sandbox *sandbox) {
  lua_State *L = sandbox->at;
  lua_Debug frame;
  int kept = 0;
  sandbox->frames.count = 0;
  for (int level = 0; kept < HR_TRACE && lua_getstack(L, level, &frame); level++) {
    lua_getinfo(L, "Sl", &frame);
    bool script = is_script(&frame);
    /* Naming a frame allocates nothing; of the first it may look far for a name. */
    lua_getinfo(L, "n", &frame);
    const char *name = frame.name == NULL ? "" : frame.name;
    if (!script && *name == 0) continue;
    const char *chunk = script ? hr_chunk_name(&frame) : "";
    hr_append_u32(&sandbox->frames, script ? (uint32_t)frame.currentline : 0);
    append_text(&sandbox->frames, chunk, strlen(chunk));
    append_text(&sandbox->frames, name, strlen(name));
    kept++;
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

/* Writes down the error value itself, where it can cross. Stack: 1 in, 0 out. Raises: e. */
static int capture_value(lua_State *L) {
  hr_encode(L, &hr_of(L)->value, 1, 0);
  return 0;
}

/* The message handler of every entry. Stack: 1 in, 1 out. Raises: never. */
int hr_handler(lua_State *L) {
  hr_sandbox *sandbox = hr_of(L);
  if (sandbox->limit != HR_OK) return 1;
  hr_capture(sandbox);
  capture_text(L, &sandbox->text);
  sandbox->value.count = 0;
  if (lua_type(L, -1) == LUA_TSTRING || !lua_checkstack(L, 4)) return 1;
  lua_pushcfunction(L, capture_value);
  lua_pushvalue(L, -2);
  if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
    sandbox->value.count = 0;
    lua_pop(L, 1);
  }
  return 1;
}
