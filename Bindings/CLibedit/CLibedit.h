/* The system's libedit, as pkg-config finds it. Only CLineEditor includes this. */
#include <histedit.h>
