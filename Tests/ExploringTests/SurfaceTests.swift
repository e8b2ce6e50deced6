import Testing

@testable import Exploring

@Suite struct SurfaceTests {
  @Test func `a surface of which nothing is said is a pipe of a hundred columns without colours`() {
    let pipe = Surface()
    #expect(pipe.columns == 100 && pipe.rows == nil && !pipe.showsColours)
  }
}
