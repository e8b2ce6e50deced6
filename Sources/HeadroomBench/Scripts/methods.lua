-- Objects with methods, one class upon another.
local Account = {}
Account.__index = Account

function Account.new(owner)
  return setmetatable({ owner = owner, balance = 0, count = 0 }, Account)
end

function Account:deposit(amount)
  self.balance = self.balance + amount
  self.count = self.count + 1
end

function Account:total() return self.balance end

local Savings = setmetatable({}, { __index = Account })
Savings.__index = Savings

function Savings.new(owner)
  local account = setmetatable(Account.new(owner), Savings)
  account.rate = 2
  return account
end

function Savings:interest() return self:total() * self.rate // 100 end

local accounts = {}
for i = 1, 50 do accounts[i] = i % 2 == 0 and Savings.new("owner " .. i) or Account.new("owner " .. i) end

local sum = 0
for round = 1, 6000 do
  for i = 1, #accounts do
    local account = accounts[i]
    account:deposit(round % 10)
    if account.rate then sum = sum + account:interest() else sum = sum + account:total() end
  end
end
assert(sum == 2065200000)
