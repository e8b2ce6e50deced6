import Testing

@testable import Draws

@Suite("Streams of random numbers")
struct StreamTests {
  @Test("the generator gives the known answers of its authors")
  func knownAnswers() {
    let ones = UInt64.max
    #expect(RandomStream.philox(counter: (0, 0), key: 0) == (0xca00_a045_9843_d731, 0x66c2_4222_c9a8_45b5))
    #expect(RandomStream.philox(counter: (ones, ones), key: ones) == (0x65b0_21d6_0cd8_310f, 0x4d02_f322_2f86_df20))
    #expect(
      RandomStream.philox(counter: (0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344), key: 0xa409_3822_299f_31d0)
        == (0x0a5e_742c_2997_341c, 0xb0f8_83d3_8000_de5d))
  }
}
