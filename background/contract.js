// Generated from contract/vocabulary.json by `make contract`.

export const BREAKDOWNS = ["model", "surface", "product", "speed", "effort"];
export const SCOPES = ["mine", "workspace"];
export const REPORTS = ["session", "accounts", "limits", "product", "model", "speed", "effort", "surface", "activity", "monthly",
  "settings", "workspace"];
export const DAILY_REPORTS = ["product", "model", "speed", "effort", "surface", "activity", "workspace"];
export const TOTALS_FROM = ["product", "model", "speed", "effort", "surface"];
export const CODE_PRIORITY = ["SIGNED_OUT", "CHALLENGE", "BLOCKED", "RATE_LIMITED", "NO_WORKSPACE", "PERSONAL", "OFFLINE", "TIMEOUT",
  "SERVER", "TOO_BIG", "SHAPE", "UNIT", "NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "BAD_REQUEST", "NOT_ASKED"];
export const NEAR_PERCENT = 80;
export const NEARLY_FULL_PERCENT = 95;
export const FULL_PERCENT = 100;
export const FIRST_DAY = "2020-01-01";
export const RANGE_DAYS = 1100;
export const REQUEST_DAYS = 31;
export const LONG_REQUEST_DAYS = 90;
export const LONGEST_REQUEST_DAYS = 180;
export const SERIES_PER_BREAKDOWN = 500;
export const RATE_WINDOWS = 60;
export const NAME_LENGTH = 200;
export const LINK_LENGTH = 399;
export const WAIT_MINUTES = 60;
export const ONE_READ_SECONDS = 60;
export const RESTATED_DAYS = 31;
export const SCALE_JUMP = 50;
export const AMOUNT = 1000000000000.0;
export const TOTAL = 1000000000000000.0;
export const ROUTES = {"session": "/api/auth/session", "accounts": "/backend-api/wham/accounts/check",
  "limits": "/backend-api/wham/usage", "product": "/backend-api/wham/usage/daily-workspace-user-credit-usage",
  "model": "/backend-api/wham/usage/daily-workspace-user-credit-usage",
  "speed": "/backend-api/wham/usage/daily-workspace-user-credit-usage",
  "effort": "/backend-api/wham/usage/daily-workspace-user-credit-usage",
  "surface": "/backend-api/wham/usage/daily-workspace-user-token-usage-breakdown",
  "activity": "/backend-api/wham/analytics/daily-workspace-usage-counts",
  "monthly": "/backend-api/accounts/{account}/spend-controls/current-user/monthly-usage",
  "settings": "/backend-api/accounts/{account}/settings",
  "workspace": "/backend-api/wham/analytics/daily-workspace-usage-counts"};
export const PERSONAL_PLANS = ["guest", "free", "go", "plus", "pro", "prolite", "promax"];
