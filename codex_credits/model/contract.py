"""Generated from contract/vocabulary.json by `make contract`."""

# fmt: off
BREAKDOWNS = ("model", "surface", "product", "speed", "effort")
SCOPES = ("mine", "workspace")
REPORTS = ("session", "accounts", "limits", "product", "model", "speed", "effort", "surface", "activity", "monthly",
  "settings", "workspace")
DAILY_REPORTS = ("product", "model", "speed", "effort", "surface", "activity", "workspace")
TOTALS_FROM = ("product", "model", "speed", "effort", "surface")
CODE_PRIORITY = ("SIGNED_OUT", "CHALLENGE", "BLOCKED", "RATE_LIMITED", "NO_WORKSPACE", "PERSONAL", "OFFLINE", "TIMEOUT",
  "SERVER", "TOO_BIG", "SHAPE", "UNIT", "NOT_ACCEPTED", "NO_ACCESS", "NOT_FOUND", "BAD_REQUEST", "NOT_ASKED")
NEAR_PERCENT = 80
NEARLY_FULL_PERCENT = 95
FULL_PERCENT = 100
FIRST_DAY = "2020-01-01"
RANGE_DAYS = 1100
REQUEST_DAYS = 31
LONG_REQUEST_DAYS = 90
LONGEST_REQUEST_DAYS = 180
SERIES_PER_BREAKDOWN = 500
RATE_WINDOWS = 60
NAME_LENGTH = 200
LINK_LENGTH = 399
WAIT_MINUTES = 60
ONE_READ_SECONDS = 60
RESTATED_DAYS = 31
SCALE_JUMP = 50
AMOUNT = 1000000000000.0
TOTAL = 1000000000000000.0
PRESETS = ("month", "period", "last-month", "7", "28", "90", "custom")
BREAKDOWN_TITLES = {"model": "Model", "surface": "Surface", "product": "Product", "speed": "Speed", "effort": "Effort"}
REPORT_TITLES = {"session": "Sign-in", "accounts": "Workspace name", "limits": "Limit and balance", "product": "Product",
  "model": "Model", "speed": "Speed", "effort": "Effort", "surface": "Surface", "activity": "Activity",
  "monthly": "Monthly usage", "settings": "Limit-increase settings", "workspace": "Workspace"}
PRESET_TITLES = {"month": "Month to date", "period": "This period", "last-month": "Last month", "7": "Last 7 days",
  "28": "Last 28 days", "90": "Last 90 days", "custom": "Custom"}
KEYS = {"1": ("breakdown", "model"), "2": ("breakdown", "surface"), "3": ("breakdown", "product"), "4": ("breakdown",
  "speed"), "5": ("breakdown", "effort"), "m": ("preset", "month"), "b": ("preset", "period"), "l": ("preset",
  "last-month"), "w": ("preset", "7"), "f": ("preset", "28"), "q": ("preset", "90")}
PLANS = {"business": "Enterprise", "enterprise": "Enterprise", "enterprise_cbp_usage_based": "Enterprise",
  "enterprise_cbp_automation": "Enterprise", "ent26": "Enterprise", "hc": "Enterprise", "edu": "Edu",
  "education": "Edu", "edu_plus": "Edu", "edu_pro": "Edu", "team": "Business",
  "self_serve_business_usage_based": "Business", "self_serve_business_prolite": "Business", "guest": "Guest",
  "free": "Free", "go": "Go", "plus": "Plus", "pro": "Pro"}
