import Agreements
import Evaluation
import LuaSandbox

/// The monthly table of an outcome, computed when a script asks for it.
struct MonthWords {
  unowned let host: ScriptHost

  var method: HostMethod {
    HostMethod(
      name: "months", takes: ["category: string"], gives: "part[]",
      summary: "its months, with actual, committed, forecast, cumulative, limit, utilisation: months(\"cloud\")"
    ) { [unowned host] call in
      let words = AgendaWords(host: host)
      let outcome = try words.outcome(call)
      let category = try words.category(call, of: outcome)
      return try host.remembered("months \(category)") {
        .table(LuaTable(list: try outcome.months(of: category).rows.map { host.value(of: $0.entry) }))
      }
    }
  }
}
