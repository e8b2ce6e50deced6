import LuaSandbox
import Problems
import Synchronization
import WhatIf

// Unchecked Sendable, because each thread of a wave uses the desk of its own number, and no other, until the wave ends.
/// Workers that evaluate variants side by side; what they find comes out in the order of the variants.
final class Crew: @unchecked Sendable {
  /// Appends what one place came to.
  typealias Work =
    @Sendable (_ worker: FamilyWorker, _ place: Int, _ cells: inout [Cell]) throws(ScenarioFailure) -> Void

  /// What is made of a block where it was done, so that nothing is left to do for the one who puts blocks in order.
  typealias Digesting<Digest> =
    @Sendable (_ places: Range<Int>, _ cells: [Cell]) throws(ScenarioFailure) -> Digest

  /// The cells of neighbouring places, one after another.
  struct Block<Digest: Sendable>: Sendable {
    let places: Range<Int>
    /// How many of the places are done, from the first.
    var done = 0
    var cells: [Cell] = []
    /// What was made of the cells.
    var digest: Digest?
    /// What scripts printed.
    var printed = ""
    /// Why the place after those that are done has no cells.
    var failure: ScenarioFailure?
  }

  /// Where one thread finds its worker.
  private final class Desk {
    var worker: FamilyWorker?
  }

  private let desks: [Desk]
  private let control: RunControl
  private let hire: @Sendable () throws(ScenarioFailure) -> FamilyWorker

  /// The most places of a block, and the fewest, with which a crew begins.
  private static let (largest, smallest) = (1_024, 16)
  /// How many blocks each worker does before what they found goes on: more even out slow ones, and take more memory.
  private static let blocksEach = 16

  init(
    _ count: Int, control: RunControl, hire: @escaping @Sendable () throws(ScenarioFailure) -> FamilyWorker
  ) {
    desks = (0..<max(1, count)).map { _ in Desk() }
    self.control = control
    self.hire = hire
  }

  /// The inputs that were read by any worker.
  var inputsRead: Set<Int> { desks.compactMap { $0.worker?.inputsRead }.reduce(into: []) { $0.formUnion($1) } }

  /// Does the work of every place and hands it on block by block in their order.
  ///
  /// - Parameters:
  ///   - progress: hears how many places are done, from any thread.
  ///   - deliver: takes a block; where it ends early, no other follows.
  /// - Returns: how many places were done before an interruption, from the first without a gap; all where there was none.
  /// - Throws: the failure of the first place that has one, however many workers there are.
  func run<Digest: Sendable>(
    _ places: Range<Int>, progress: (@Sendable (Int) -> Void)? = nil, work: @escaping Work,
    digest: @escaping Digesting<Digest>, deliver: (Block<Digest>) throws(ScenarioFailure) -> Void
  ) throws(ScenarioFailure) -> Int {
    var (next, size) = (places.lowerBound, Self.smallest)
    func begin() -> Begun<Digest>? {
      guard next < places.upperBound else { return nil }
      let end = min(places.upperBound, next + size * Self.blocksEach * desks.count)
      let done = next - places.lowerBound
      defer { (next, size) = (end, min(Self.largest, size * 2)) }
      return begun(next..<end, size, { progress?(done + $0) }, work, digest)
    }
    var wave = begin()
    while let current = wave {
      let blocks = current.blocks()
      // While what this wave found goes on, the next one is done.
      wave = begin()
      for block in blocks {
        do throws(ScenarioFailure) { try deliver(block) } catch {
          wave?.leave()
          throw error
        }
        guard let failure = block.failure else { continue }
        wave?.leave()
        guard failure.kind == .interrupted else { throw failure }
        return block.places.lowerBound + block.done - places.lowerBound
      }
    }
    return places.count
  }

  // MARK: A wave of blocks

  /// The blocks of one wave, from which workers take one after another.
  private final class Wave<Digest: Sendable>: Sendable {
    struct State {
      var blocks: [Block<Digest>]
      var next = 0
      var done = 0
    }

    let state: Mutex<State>

    init(_ blocks: [Block<Digest>]) { state = Mutex(State(blocks: blocks)) }

    /// The next block that nobody has taken; none once a block has failed, as those before it are all taken.
    func take() -> (place: Int, block: Block<Digest>)? {
      state.withLock { state in
        guard state.next < state.blocks.count else { return nil }
        defer { state.next += 1 }
        return (state.next, state.blocks[state.next])
      }
    }

    func give(_ block: Block<Digest>, at place: Int) -> Int {
      state.withLock { state in
        state.blocks[place] = block
        if block.failure != nil { state.next = state.blocks.count }
        state.done += block.done
        return state.done
      }
    }
  }

  /// A wave whose threads run; that of a lone worker is done by the caller when it is asked for.
  private struct Begun<Digest: Sendable> {
    let wave: Wave<Digest>
    let threads: ScriptThread.Running?
    let labour: @Sendable (Int) -> Void

    /// The blocks, once all are done.
    func blocks() -> [Block<Digest>] {
      if let threads { threads.wait() } else { labour(0) }
      return wave.state.withLock { $0.blocks }
    }

    /// Waits for what has begun, whose blocks nobody wants.
    func leave() {
      wave.state.withLock { $0.next = $0.blocks.count }
      threads?.wait()
    }
  }

  private func begun<Digest: Sendable>(
    _ places: Range<Int>, _ size: Int, _ progress: @escaping @Sendable (Int) -> Void, _ work: @escaping Work,
    _ digest: @escaping Digesting<Digest>
  ) -> Begun<Digest> {
    let wave = Wave<Digest>(
      stride(from: places.lowerBound, to: places.upperBound, by: size).map { first in
        Block(places: first..<min(places.upperBound, first + size))
      })
    let labour: @Sendable (Int) -> Void = { [self] number in
      while let (place, block) = wave.take() {
        let done = wave.give(self.done(block, by: number, work, digest), at: place)
        progress(done)
      }
    }
    let threads = desks.count == 1 ? nil : ScriptThread.begin(desks.count, labour)
    return Begun(wave: wave, threads: threads, labour: labour)
  }

  /// How many places are done between two looks at whether the user wants an end.
  private static let patience = 32

  private func done<Digest: Sendable>(
    _ block: Block<Digest>, by number: Int, _ work: Work, _ digest: Digesting<Digest>
  ) -> Block<Digest> {
    var block = block
    var whole = 0
    do throws(ScenarioFailure) {
      let worker = try worker(number)
      for place in block.places {
        if block.done % Self.patience == 0, control.isCancelled { throw .interrupted }
        try work(worker, place, &block.cells)
        whole = block.cells.count
        block.done += 1
        if let printed = worker.printed { block.printed += printed }
      }
    } catch {
      // The place that failed may have left the first of its cells.
      block.cells.removeLast(block.cells.count - whole)
      block.failure = error
    }
    do throws(ScenarioFailure) {
      block.digest = try digest(block.places.lowerBound..<block.places.lowerBound + block.done, block.cells)
    } catch {
      block.failure = error
    }
    return block
  }

  private func worker(_ number: Int) throws(ScenarioFailure) -> FamilyWorker {
    if let known = desks[number].worker { return known }
    let worker = try hire()
    desks[number].worker = worker
    return worker
  }

  /// What a worker finds at one place, outside of any order.
  func first<Found>(
    _ work: (FamilyWorker) throws(ScenarioFailure) -> Found
  ) throws(ScenarioFailure) -> Found {
    try work(try worker(0))
  }
}

extension ScenarioFailure {
  /// The user ended it between two variants.
  static var interrupted: ScenarioFailure { ScenarioFailure(Problem("interrupted"), kind: .interrupted) }
}
