/* string.format, the same in every locale and on every machine: no address, no sign of what is not a number, and `%s` as
 * tostring shows a value. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "hr_internal.h"

enum {
  SPECIFIER = 24,     /* bytes of one conversion with all its parts */
  ITEM = 512,         /* bytes of one converted number: 1e308 with 99 decimals has 408 */
};

/* One conversion, as it stands in the format. */
typedef struct conversion {
  char text[SPECIFIER];   /* `%`, flags, width and precision, then the letter */
  size_t count;
  char letter;
} conversion;

/* Reads the conversion behind a `%`; gives what follows it. Stack: 0 in, 0 out. Raises: e. */
static const char *read_conversion(lua_State *L, const char *at, conversion *read) {
  size_t count = strspn(at, "-+ #0123456789.");
  if (count > 20) luaL_error(L, "invalid format (too long)");
  read->text[0] = '%';
  memcpy(read->text + 1, at, count + 1);
  read->count = count + 2;
  read->text[read->count] = 0;
  read->letter = at[count];
  return at + count + (at[count] != 0);
}

/* Passes over at most two digits. Stack: 0 in, 0 out. Raises: never. */
static const char *two_digits(const char *at) {
  for (int i = 0; i < 2 && *at >= '0' && *at <= '9'; i++) at++;
  return at;
}

/* Checks that a conversion has no other parts than its letter allows. Stack: 0 in, 0 out. Raises: e. */
static void check_parts(lua_State *L, const conversion *read, const char *flags, bool precision) {
  const char *at = read->text + 1;
  at += strspn(at, flags);
  if (*at != '0') {
    at = two_digits(at);
    if (*at == '.' && precision) at = two_digits(at + 1);
  }
  if (at != read->text + read->count - 1) luaL_error(L, "invalid conversion specification: '%s'", read->text);
}

/* Puts a length before the letter. Stack: 0 in, 0 out. Raises: never. */
static void add_length(conversion *read, const char *length) {
  size_t count = strlen(length);
  memcpy(read->text + read->count - 1, length, count);
  read->text[read->count - 1 + count] = read->letter;
  read->text[read->count + count] = 0;
}

/* Adds a whole number. The C library may use its own memory for any of these, so no jump leaves it.
 * Stack: 0 in, 0 out. Raises: e. */
static void add_integer(hr_text *text, const conversion *read, lua_Integer number) {
  hr_sandbox *sandbox = hr_of(text->L);
  char *room = hr_text_room(text, ITEM);
  int before = hr_enter_guard(sandbox);
  int count = snprintf(room, ITEM, read->text, (LUAI_UACINT)number);
  hr_leave_guard(sandbox, before);
  text->count += (size_t)count;
}

/* Stack: 0 in, 0 out. Raises: e. */
static void add_number(hr_text *text, const conversion *read, lua_Number number) {
  hr_sandbox *sandbox = hr_of(text->L);
  char *room = hr_text_room(text, ITEM);
  if (number != number) number = fabs((double)NAN);
  int before = hr_enter_guard(sandbox);
  int count = snprintf(room, ITEM, read->text, (LUAI_UACNUMBER)number);
  hr_leave_guard(sandbox, before);
  text->count += (size_t)count;
}

/* Adds a string between quotes, so that Lua reads it back. Stack: 0 in, 0 out. Raises: e. */
static void add_quoted(hr_text *text, const char *string, size_t count) {
  hr_text_add(text, "\"", 1);
  for (size_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)string[i];
    bool digit_follows = i + 1 < count && string[i + 1] >= '0' && string[i + 1] <= '9';
    char written[8];
    if (byte == '"' || byte == '\\' || byte == '\n') {
      hr_text_add(text, "\\", 1);
      hr_text_add(text, string + i, 1);
    } else if (byte < 0x20 || byte == 0x7F) {
      int length = snprintf(written, sizeof written, digit_follows ? "\\%03d" : "\\%d", byte);
      hr_text_add(text, written, (size_t)length);
    } else {
      hr_text_add(text, string + i, 1);
    }
  }
  hr_text_add(text, "\"", 1);
}

/* Adds a value as Lua reads it back. Stack: 0 in, 0 out. Raises: e. */
static void add_literal(hr_text *text, int argument) {
  lua_State *L = text->L;
  switch (lua_type(L, argument)) {
    case LUA_TSTRING: {
      size_t count;
      const char *string = lua_tolstring(L, argument, &count);
      add_quoted(text, string, count);
      break;
    }
    case LUA_TNUMBER: {
      conversion how = {.text = "%lld", .count = 5, .letter = 'd'};
      lua_Number number = lua_tonumber(L, argument);
      if (lua_isinteger(L, argument)) {
        if (lua_tointeger(L, argument) == LUA_MININTEGER) strcpy(how.text, "0x%llx");
        add_integer(text, &how, lua_tointeger(L, argument));
      } else if (number - number != 0) {
        const char *word = number != number ? "(0/0)" : number > 0 ? "1e9999" : "-1e9999";
        hr_text_add(text, word, strlen(word));
      } else {
        strcpy(how.text, "%a");
        add_number(text, &how, number);
      }
      break;
    }
    case LUA_TNIL: case LUA_TBOOLEAN:
      hr_push_text(L, argument);
      hr_text_add_value(text);
      break;
    default: luaL_argerror(L, argument, "value has no literal form");
  }
}

/* Adds a value as tostring shows it. Stack: 0 in, 0 out. Raises: e. */
static void add_shown(hr_text *text, conversion *read, int argument) {
  lua_State *L = text->L;
  size_t count;
  hr_push_text(L, argument);
  const char *string = lua_tolstring(L, -1, &count);
  if (read->count > 2) {
    luaL_argcheck(L, count == strlen(string), argument, "string contains zeros");
    check_parts(L, read, "-", true);
    if (strchr(read->text, '.') != NULL || count < 100) {
      char *room = hr_text_room(text, ITEM);
      text->count += (size_t)snprintf(room, ITEM, read->text, string);
      lua_pop(L, 1);
      return;
    }
  }
  hr_text_add_value(text);
}

/* Adds what one conversion makes of an argument. Stack: 0 in, 0 out. Raises: e. */
static void add_converted(hr_text *text, conversion *read, int argument) {
  lua_State *L = text->L;
  switch (read->letter) {
    case 'c':
      check_parts(L, read, "-", false);
      add_integer(text, read, (int)luaL_checkinteger(L, argument));
      break;
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': {
      lua_Integer number = luaL_checkinteger(L, argument);
      bool is_signed = read->letter == 'd' || read->letter == 'i';
      check_parts(L, read, is_signed ? "-+0 " : read->letter == 'u' ? "-0" : "-#0", true);
      add_length(read, LUA_INTEGER_FRMLEN);
      add_integer(text, read, number);
      break;
    }
    case 'a': case 'A': case 'e': case 'E': case 'f': case 'g': case 'G': {
      lua_Number number = luaL_checknumber(L, argument);
      check_parts(L, read, "-+ #0", true);
      add_number(text, read, number);
      break;
    }
    case 'p': luaL_error(L, "string.format: %%p would show an address"); break;
    case 'q':
      if (read->count > 2) luaL_error(L, "specifier '%%q' cannot have modifiers");
      add_literal(text, argument);
      break;
    case 's': add_shown(text, read, argument); break;
    default: luaL_error(L, "invalid conversion '%s' to 'format'", read->text);
  }
}

/* string.format(format, …). Stack: arguments in, 1 out. Raises: e. */
int hr_format(lua_State *L) {
  size_t count;
  const char *at = luaL_checklstring(L, 1, &count), *end = at + count;
  int top = lua_gettop(L), argument = 1;
  hr_text text;
  hr_text_begin(L, &text);
  hr_charge(L, top / HR_VALUES_PER_STEP);
  while (at < end) {
    const char *mark = memchr(at, '%', (size_t)(end - at));
    hr_text_add(&text, at, (size_t)((mark == NULL ? end : mark) - at));
    if (mark == NULL) break;
    at = mark + 1;
    if (at < end && *at == '%') {
      hr_text_add(&text, at++, 1);
      continue;
    }
    conversion read;
    if (++argument > top) luaL_argerror(L, argument, "no value");
    at = read_conversion(L, at, &read);
    hr_charge(L, 1);
    add_converted(&text, &read, argument);
  }
  hr_text_end(&text);
  return 1;
}
