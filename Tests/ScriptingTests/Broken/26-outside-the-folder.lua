scenario "Both at once" {
  from = { "../../../Scenarios/kingsoft-xiaomi/double-hardware.lua" },
}
