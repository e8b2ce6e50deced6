# The host that lupa calls: runs the Lua text it is given, and prints what that returns.
import sys

from lupa.lua54 import LuaRuntime


class Thing:
    def __init__(self):
        self.size = 7


lua = LuaRuntime()
lua.globals().add = lambda left, right: left + right
lua.globals().thing = Thing()
print(lua.execute(sys.argv[1]))
