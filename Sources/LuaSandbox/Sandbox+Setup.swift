import CSandbox

extension Sandbox {
  /// Tells C who answers. The sandbox is passed unretained: it closes C's before it goes.
  func attach() {
    let host = unsafe hr_host(
      answer: { context, request, scalar, reply in
        guard let context = unsafe context, let request = unsafe request, let scalar = unsafe scalar,
          let reply = unsafe reply
        else { return .HR_HAS_FAILED }
        return unsafe Unmanaged<Sandbox>.fromOpaque(context)._withUnsafeGuaranteedRef { sandbox in
          unsafe sandbox.reply(to: request.pointee, scalar, reply)
        }
      },
      compute: { function, left, right, result in
        guard let function = unsafe function, let result = unsafe result else { return false }
        return unsafe Unmanaged<NumbersBox>.fromOpaque(function)._withUnsafeGuaranteedRef { function in
          unsafe function.compute(left, right, result)
        }
      },
      read: { context, kind, field, a, b, scalar, reply in
        guard let context = unsafe context, let scalar = unsafe scalar, let reply = unsafe reply else {
          return .HR_HAS_FAILED
        }
        return unsafe Unmanaged<Sandbox>.fromOpaque(context)._withUnsafeGuaranteedRef { sandbox in
          let value = HostValue(HostKind(rawValue: kind), a, b)
          return unsafe sandbox.read(Int(field), of: value, scalar, reply)
        }
      }, context: Unmanaged.passUnretained(self).toOpaque(), numbers: UnsafePointer(numbersForC.baseAddress))
    unsafe hr_attach(handle, host)
  }

  /// Makes the metatables; methods and fields are numbered in the order in which ``methods`` and ``fields`` have them.
  func define(_ types: [(key: HostKind, value: HostType)]) throws(ScriptError) {
    var method: UInt32 = 0
    var field: UInt32 = 0
    for (kind, type) in types {
      let features = hr_features(
        length: type.length != nil, apply: type.apply != nil, call: type.call != nil,
        identity: type.hasIdentity)
      try check(unsafe hr_define_kind(handle, kind.rawValue, type.name, features))
      for each in type.methods {
        try check(unsafe hr_define_method(handle, kind.rawValue, each.name, method))
        method += 1
      }
      for each in type.fields {
        try check(unsafe hr_define_field(handle, kind.rawValue, each.name, field))
        field += 1
      }
    }
  }

  /// Defines a global; functions of numbers are numbered as ``numbers`` has them.
  func define(_ name: String, _ global: Global, _ number: inout UInt32) throws(ScriptError) {
    switch global {
    case .function(let body):
      functions.append((name, body))
      try check(unsafe hr_define_function(handle, name, UInt32(functions.count - 1)))
    case .numbers:
      try check(unsafe hr_define_numbers(handle, name, number))
      number += 1
    case .computed: break
    case .value(let value):
      var writer = ValueWriter(sandbox: serial)
      do throws(HostError) { try writer.write(value) } catch {
        throw ScriptError(kind: .host, message: error.message)
      }
      let status = unsafe writer.bytes.withUnsafeBufferPointer { bytes in
        unsafe hr_define_value(handle, name, hr_span(data: bytes.baseAddress, count: bytes.count))
      }
      try check(status)
    }
  }
}
