import LuaSandbox
import Testing

@Test func `a script prints`() throws {
  let sandbox = try Sandbox()
  try sandbox.run("print(1, 'a', nil, {}, print, 1.5)", file: "a.lua")
  #expect(sandbox.output == "1\ta\tnil\ttable\tfunction\t1.5\n")
}
