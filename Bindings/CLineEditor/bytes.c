/* Bytes that grow, and UTF-8 without a locale. */
#include "le_internal.h"

#include <stdlib.h>
#include <string.h>

bool le_append(le_bytes *bytes, const char *more, size_t count) {
  if (bytes->count + count + 1 > bytes->room) {
    size_t room = 2 * (bytes->count + count) + 64;
    char *grown = realloc(bytes->bytes, room);
    if (!grown) return false;
    bytes->bytes = grown;
    bytes->room = room;
  }
  if (count > 0) memcpy(bytes->bytes + bytes->count, more, count);
  bytes->count += count;
  bytes->bytes[bytes->count] = 0;
  return true;
}

size_t le_length(unsigned char first) {
  return first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
}

/* Reads the character at `at`, of at most `count` bytes; gives how many it has. */
static size_t read_character(const unsigned char *at, size_t count, wchar_t *character) {
  static const wchar_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  *character = 0xFFFD;
  size_t length = le_length(at[0]);
  if (length == 1) {
    if (at[0] < 0x80) *character = at[0];
    return 1;
  }
  if (length > count) return 1;
  wchar_t code = at[0] & (0x7F >> length);
  for (size_t i = 1; i < length; i++) {
    if ((at[i] & 0xC0) != 0x80) return 1;
    code = code << 6 | (at[i] & 0x3F);
  }
  if (code < least[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 1;
  *character = code;
  return length;
}

wchar_t *le_widened(const char *text, size_t count) {
  wchar_t *wide = malloc((count + 1) * sizeof *wide);
  if (!wide) return NULL;
  size_t made = 0;
  for (size_t at = 0; at < count; made++) {
    at += read_character((const unsigned char *)text + at, count - at, &wide[made]);
  }
  wide[made] = 0;
  return wide;
}

bool le_narrow(le_bytes *bytes, const wchar_t *text, size_t count) {
  bytes->count = 0;
  if (!le_append(bytes, "", 0)) return false;
  for (size_t i = 0; i < count; i++) {
    unsigned code = (unsigned)text[i];
    char made[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t byte = length - 1; byte > 0; byte--, code >>= 6) made[byte] = (char)(0x80 | (code & 0x3F));
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    made[0] = (char)(lead[length] | code);
    if (!le_append(bytes, made, length)) return false;
  }
  return true;
}
