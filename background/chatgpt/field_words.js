// The words of which ChatGPT's names of fields are made: those that are asked for, and those another field may have. The shape
// of an answer shows names made of them; any other name may be data, such as a person's (background/collect/answer_shape.js).

/** How many levels, names of one object and values of one place a shape tells of at most; how many letters it has. */
export const SHAPE_BOUNDS = { depth: 6, names: 60, values: 200, length: 4_000 };

const FIELD = /[a-z]+/gi;
const CAPITAL = /[A-Z]/g;
const OTHER_WORDS = `
  access account accounts active activity additional address allowance alpha amounts analytics api at available avatar average
  badge batch beta billed billing bucket budgets cap caps category cents changed chats client clients code codes color
  columns config consumed context cost costs count counts created creator currency current cursor cycle daily dates
  day days description detail details disabled dollars domain duration efforts eligible email enabled end ended
  entries error errors event events expires expiry feature features field fields first flags format free granularity
  has hidden hour hours id ids image img info input interval is items label last limits link list loc locale max
  maximum member members message messages metadata metered metrics mfa min minimum mode model modes money month months
  more msg name names next number object off offset on order organization origin output overview owner page pages
  paging paid param parent path payload pending percentage period periods permission picture plan points price product
  products profile provider quantity quota quotas rates reason reasoning records remaining report reports requests
  resource response result results role roles rows scope score session sessions settings size sort source speed spend
  spent start started state states statistics stats status structure subtype success sum summary sums support surface
  surfaces tag task tasks team text thread time timestamp timezone title to token tokens total totals trend turn types
  units until updated upper url usages use user users uuid valid values version warning weekly weight workspaces year
  zone
`;

/** @type {(fields: any) => string[]} */
const namesIn = (fields) =>
  typeof fields === "object" && fields !== null
    ? Object.entries(fields).flatMap(([name, inner]) => [name, ...namesIn(inner)])
    : [];

/**
 * @param {ReportRequest[]} requests
 * @returns {string[]} in small letters
 */
export function collectFieldWords(requests) {
  const names = [
    OTHER_WORDS,
    "accessToken structure planType rate_limit_status",
    ...requests.flatMap(({ fields }) => namesIn(fields)),
  ];
  const words = names.flatMap((name) => name.replace(CAPITAL, "_$&").toLowerCase().match(FIELD) ?? []);
  return [...new Set(words)].sort();
}
