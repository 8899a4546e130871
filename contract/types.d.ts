// The shapes that the worker's modules pass to each other. Global declarations: the modules name them in JSDoc
// without an import, and the extension does not ship this file. contract/report.schema.json bounds the stored report.

/** UTC day as ISO text: "2026-01-31". */
type Day = string;
/** UTC instant as ISO text to the second: "2026-01-31T09:30:00Z". */
type Instant = string;
/** First and last day, both included. */
type Interval = [Day, Day];
/** Report -> the days known of it. */
type Coverage = Record<string, Interval[]>;
/** Any JSON value of an answer, not validated. */
type Json = any;

/** How one report of ChatGPT is requested. */
interface Route {
  /** A key of ROUTES. */
  report: string;
  /** Whether a 401 means that the session may have ended. */
  renew: boolean;
  query?: Record<string, string>;
  /** The fields to copy; absent where only a few words are read. */
  fields?: object | null;
  /** Whether it is requested only when the limits allow it. */
  condition?: "monthly" | "nearly_full";
}

/** One request, as `collect` gets it. `start` and `end` are null for a report without days. */
interface ReportRequest {
  report: string;
  path: string;
  renew: boolean;
  query: string;
  fields: object | null;
  refusals: string[][];
  condition: "monthly" | "nearly_full" | null;
  start: Day | null;
  end: Day | null;
  /** Which stage of the refresh has its answer: what is left, the month's own report, the days on screen, or all else. */
  stage: "limits" | "month" | "days" | "rest";
  /** The same days in parts, newest first, for a ChatGPT that refuses so many at once; empty of a short request. */
  pieces: { start: Day; end: Day; query: string }[];
}

/** Bounds of one run inside a page. Times in ms. */
interface CollectBounds {
  total_ms: number;
  last_ms: number;
  request_ms: number;
  pause_ms: number;
  /** How many broken requests are sent again. */
  max_retries: number;
  body_bytes: number;
  cells: number;
  at_once: number;
}

/** How requests are planned. */
interface PlanOptions {
  /** False to request days only. */
  account?: boolean;
  /** False where the workspace's name is known. */
  names?: boolean;
  /** How many days a request may have. */
  longest?: number;
  /** The days on screen. */
  view?: Interval | null;
  /** The daily reports that are requested; all of them when it is absent. */
  reports?: string[];
  /** The daily report on screen. */
  shown?: string;
}

interface CollectOrder {
  id: string;
  origin: string;
  session: string;
  salt: string;
  requests: ReportRequest[];
  bounds: CollectBounds;
  /** The plans of people without a workspace. */
  personal_plans: string[];
  /** How many per cent of the own limit must be used before ChatGPT is asked how a member may ask for more. */
  nearly_full_percent: number;
  /** Unix time in ms after which the page must not start. */
  begin_by?: number;
}

/** A part of a refresh that is stored before the whole is read. */
type Stage = "limits" | "month" | "days";

/** What is sent for a request: the session has no more than these. */
type PageRequest = Pick<ReportRequest, "report" | "path"> & { query?: string };

/** The answer to one request inside the page. `json` is absent unless `kind` is "json". */
interface PageAnswer {
  /** HTTP status, 0 without an answer. */
  status: number;
  kind: string;
  /** The Retry-After header. */
  retry_after: string | null;
  bytes: number;
  json?: Json;
}

/** Who is signed in; never leaves the page. */
interface Member {
  identity: string | null;
  person: string;
  token: string;
  account: string;
  /** Whether the session was read a second time. */
  renewed: boolean;
}

/** Why a run ended early. */
type StopReason = { code: string; shape?: string | null } | { session: SessionFailure };

interface Progress {
  step: number;
  of: number;
  report: string;
}

/** The answer to one request. `body` holds the copied fields; of a refusal {refusal_reason}; null when there is none. */
interface Answer {
  report: string;
  start: Day | null;
  end: Day | null;
  /** HTTP status, 0 without an answer. */
  status: number;
  kind: string;
  /** The Retry-After header. */
  retry_after: string | null;
  /** The names and types of the whole answer as JSON text, without any value; null of what is no JSON. */
  shape?: string | null;
  body: Json;
}

type SessionFailure = Pick<Answer, "status" | "kind" | "retry_after">;

/** What a run inside a page returns when the session could be read. */
interface Envelope {
  v: 1;
  /** Salted hash of account and user; null for a person without an id. */
  identity: string | null;
  workspace: { name: unknown; plan: unknown };
  /** Whether ChatGPT refused a long request, whose days were requested in pieces. */
  long_refused: boolean;
  answers: Answer[];
  log: LogEntry[];
}

interface LogEntry {
  report: string;
  route: string;
  status: number;
  bytes: number;
  ms: number;
}

/** An answer that was not understood. */
type AnswerShape = Pick<Answer, "report" | "status" | "kind" | "shape">;

/** How a refresh went, for *Copy diagnostics*: the result code of each report, and the answers that were not understood. */
interface Diagnostics {
  reports: [report: string, code: string][];
  answers: AnswerShape[];
}

/** Values per day and key while they are computed. `fresh` is up to when the source had data. */
interface Table {
  rows: Map<Day, Map<string, number | null>>;
  labels: Map<string, string>;
  spans: Interval[];
  fresh: Instant | null;
  /** The unit its source states; null when it states none. Absent for counts. */
  unit?: string | null;
  /** Tokens of all days, of the counts reports only. */
  tokens?: number;
}

/** A table and when it was read. */
interface DatedTable extends Table {
  at: Instant;
  /** Whether known days were dropped because of too many series. */
  isCut?: boolean;
}

/** The parts of one answer about the whole workspace. */
interface WorkspaceTable {
  unit: string | null;
  spans: Interval[];
  total: Table;
  surface: Table;
  model: Table;
  /** Tokens of all days. */
  tokens: number;
}

/** Key and value pairs of one row. */
type Cells = [string, number | null][];

/** What one refresh read of a daily report: a table for each answer. `asked` are the days it was requested for. */
interface DailyRead<Kind = Table> {
  code: string;
  tables: Kind[];
  asked: Interval[];
  /** When an earlier stage of the refresh read it; absent where this one does. */
  at?: Instant;
}

/** Daily report -> what was read of it; absent when it was not requested. */
type Reads<Kind = Table> = Record<string, DailyRead<Kind> | undefined>;

/** When a report is merged. */
interface MergeTime {
  now: Instant;
  day: Day;
  /** Whether the refresh requested only days that were never read. */
  onlyAdds: boolean;
  /** The unit of the scope. */
  unit: string;
}

/** Report -> when its figures were read. */
type Ages = Record<string, Instant | null | undefined>;

/** A scope and its reads in one unit. */
interface InOneUnit<Kind = Table> {
  unit: string;
  reads: Reads<Kind>;
  before: Scope | null;
  /** Whether the unit is another one than that of the stored scope. */
  changed: boolean;
}

interface Series {
  key: string;
  label: string;
  /** Aligned with the days. */
  values: (number | null)[];
}

interface StoredTable {
  days: Day[];
  series: Series[];
  spans?: Interval[];
  fresh?: Instant | null;
}

interface Breakdown extends StoredTable {
  breakdown: string;
  source: string;
  fresh: Instant | null;
  spans: Interval[];
}

interface Totals {
  source: string | null;
  days: Day[];
  values: number[];
}

interface Counts {
  spans: Interval[];
  days: Day[];
  [column: string]: any;
}

interface Scope {
  unit: string;
  metered: boolean;
  spans: Interval[];
  fresh: Instant | null;
  totals: Totals;
  breakdowns: Breakdown[];
  activity: Counts | null;
  tokens: Counts | null;
}

/** Amounts in the unit of the limit. */
interface Figures {
  limit: number | null;
  used: number | null;
  remaining: number | null;
  used_percent: number | null;
  resets_at: Instant | null;
}

interface PersonalLimit extends Figures {
  state: string;
  unit: string | null;
  enforcement: string | null;
  source: string | null;
}

interface RateWindow {
  name: string;
  used_percent: number | null;
  seconds: number | null;
  resets_at: Instant | null;
  opened: boolean;
  reached: boolean | null;
  allowed: boolean | null;
}

interface Limits {
  personal: PersonalLimit;
  others: (Figures & { kind: string; unit: string | null; name?: string })[];
  reached: boolean | null;
  reached_limit_type: string | null;
  reached_type: string | null;
  credits: Record<"has_credits" | "unlimited" | "overage_limit_reached", boolean | null> & { balance: number | null } | null;
  windows: RateWindow[];
  windows_reported: boolean | null;
  ordinary_usage_allowed: boolean | null;
  previous: { limit: number; at: Instant; resets_at: Instant | null } | null;
  previous_reset: Instant | null;
  other: Omit<PersonalLimit, "used" | "remaining" | "enforcement"> | null;
  /** How the member may ask for more; absent where ChatGPT tells no way. */
  increase_request?: { kind: "custom" | "disabled"; url: string | null };
  /** Names of the parts that could not be parsed. */
  unread: string[];
  fetched_at: Instant;
}

/** One limit as parsed, all of its amounts in `unit`. */
interface ParsedLimit {
  unit: string | null;
  /** Whether its amounts are in several units; then only the percent and the reset are kept. */
  foreign: boolean;
  /** Whether its number could not be parsed. */
  broken: boolean;
  figures: Figures;
}

/** What is known of the monthly report. `value` is absent when it was not parsed. */
interface Month {
  code?: string;
  /** HTTP status */
  status?: number;
  value?: PersonalLimit;
  unread?: string[];
  /** Whether it states itself that there is no limit. */
  saysNoLimit?: boolean;
}

/** Returns what `work` returns, or null when it throws a ParseError. */
type ReadPart = <Value>(name: string, work: () => Value) => Value | null;

interface ReportStatus {
  report: string;
  /** Result code, "ok" included. */
  code: string;
  at: Instant | null;
}

interface Restatement {
  day: Day;
  was: number;
  now: number;
}

/** What storage.local keeps as `report`. */
interface StoredReport {
  schema: number;
  fetched_at: Instant;
  report_status: ReportStatus[];
  limits: Limits | null;
  scopes: { mine: Scope; workspace: Scope | null };
  restatements: Restatement[];
  truncated_before: Day | null;
}

/** Which days were read again and when. */
interface Revalidation {
  /** The day on which the recent days were last read. */
  recent: Day | null;
  /** The day on which this list began. */
  since: Day;
  spans: Interval[];
}

/** What a refresh starts from. */
interface StoredState {
  report: StoredReport | null;
  identity: string | null;
  workspace?: { identity: string | null; name: string | null; plan: string | null };
  cooldown?: { next_allowed_at: Instant; code: string };
  notice?: { code: string };
  revalidation: Revalidation | null;
  /** How many days a request may have. */
  longest: number;
  /** Whether no report is stored, not even one that cannot be read. */
  isEmpty: boolean;
}

/** One running refresh. `started` is Unix time in ms. */
interface Job {
  id: string;
  signal: AbortSignal;
  started: number;
  salt: string;
  log: LogEntry[];
  diagnostics: Diagnostics;
  /** Whether ChatGPT was asked for more than the session. */
  hasRequested: boolean;
  isOver: boolean;
  /** The stages that are being stored. */
  staging: Promise<unknown>;
  /** What the stages have stored: which reports, with how many answers, and when they were read in Unix ms. */
  staged: Staged;
  /** What was stored before the first write. */
  before: { report?: unknown } | null;
  /** Which tab the press allows if none can be read: a new one or a sleeping one, only a sleeping one, or none. */
  mayUse: "open" | "wake" | null;
  /** The tab that was opened or woken for this refresh. */
  prepared: chrome.tabs.Tab | null;
  opened: OpenedTab | null;
}

type Staged = Map<string, { count: number; at: number }>;

/** A tab the worker opened in the background. `last_accessed` is Unix time in ms; it changes when the person looks at it. */
interface OpenedTab {
  id: number;
  last_accessed: number | null;
}

/** A refresh that waits until the person is done in a tab. */
interface PendingRefresh {
  tab: number;
  days: unknown;
  attempts_left: number;
  expires_at: Instant;
}

/** How a refresh ended. `wait` is how many ms ChatGPT asks to wait; null when it does not say. */
interface Outcome {
  code: string;
  throttled?: boolean;
  wait?: number | null;
}

/** What the popup sends. `days` are intervals, not validated. */
interface Message {
  kind: string;
  days?: unknown;
  tab?: "open" | "wake";
  /** The daily report on screen, where it is not that of the models. */
  shown?: string;
}

/** The shape of an answer as JSON text: background/collect/answer_shape.js. */
declare var codexEnterpriseShape: ((json: Json, fields: Json) => string | null) | undefined;

interface PageRun extends Progress {
  id: string;
  abortController: AbortController;
  /** What was answered by then, an Envelope; null when the run ended before. */
  stages: Record<Stage, Promise<any>>;
}
declare var codexEnterpriseCredits: PageRun | undefined;

/** What storage.session keeps, as the popup takes it. docs/data.md says what each part means. */
interface SessionMemory {
  refresh?: { id?: string; started_at: Instant; step: number; of: number; report: string };
  notice?: { code: string; at?: Instant; retry_at?: Instant | null };
  workspace?: { identity?: string | null; name?: string | null; plan?: string | null };
  cooldown?: { next_allowed_at: Instant; code?: string | null };
  log?: LogEntry[];
}

/** What Python reaches of JavaScript. `state` is the text of the state that was read while Python started. */
declare var codexCredits: (typeof import("../popup/bridge/bridge.js") & { state: string; plurals: string; findMessage: (english: string) => string }) | undefined;

declare namespace Intl {
  interface Locale {
    getTextInfo(): { direction: "ltr" | "rtl" };
    /** `firstDay` is 1 for Monday and 7 for Sunday. */
    getWeekInfo?(): { firstDay: number };
    weekInfo?: { firstDay: number };
    getHourCycles?(): string[];
  }
}
