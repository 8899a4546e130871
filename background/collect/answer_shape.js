// The function that gives a chatgpt.com page what tells the shape of an answer: its names and types, and no value. Chrome
// copies its source into the isolated world, as that of collect.js, so it uses nothing from outside.

/**
 * @param {typeof import("../chatgpt/field_words.js").SHAPE_BOUNDS} bounds
 * @param {string[]} words of which names of fields are made
 */
export function defineShape(bounds, words) {
  const apiWords = new Set(words);

  // 1 for a name made of words of ChatGPT's API, 0 for one that only could be, -1 for what cannot be one: an id, an
  // address, a token, a date.
  /** @type {(name: string) => number} */
  function rateName(name) {
    const isFieldName = /^[a-z][a-z0-9]*(_[a-z0-9]+|[A-Z][a-z0-9]+)*$/.test(name) && name.length <= 40;
    if (!isFieldName || /\d.*\d.*\d/.test(name) || /(?=[a-f]*\d)[a-f\d]{8}/.test(name)) {
      return -1;
    }
    const words = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).split("_");
    return words.every((word) => apiWords.has(word)) ? 1 : 0;
  }

  /** @type {(value: unknown) => boolean} */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @type {(value: Json) => string} */
  const kindOf = (value) => (Array.isArray(value) ? "list" : typeof value);

  // Whether the one name of `unknown` stands for a field of `fields` that is missing in an object that has others of them.
  /** @type {(unknown: [string, Json][], names: string[], fields: Json) => boolean} */
  function isRenamed(unknown, names, fields) {
    const wanted = Object.entries(Object(fields));
    const missing = wanted.filter(([name]) => !names.includes(name)).map(([, field]) => kindOf(field));
    return (
      missing.length < wanted.length &&
      unknown.every(([, value]) => missing.includes(kindOf(isObject(value) || Array.isArray(value) ? value : 1)))
    );
  }

  // The members of all `objects` by name. Names that may be data are one, "<key>": all of a map, and those that are no words of
  // the API in an object that has not more that are, unless a single one stands where a field is missing.
  /** @type {(objects: Json[], fields: Json, isMap: boolean) => Map<string, Json[]>} */
  function membersByName(objects, fields, isMap) {
    const members = objects.flatMap((one) => Object.entries(one).slice(0, bounds.values));
    const rated = new Map(members.map(([name]) => [name, isMap ? -1 : rateName(name)]));
    const ratings = [...rated.values()];
    const unknown = members.filter(([name]) => rated.get(name) === 0);
    const isRecord =
      ratings.filter(Boolean).length > ratings.length / 2 ||
      (new Set(unknown.map(([name]) => name)).size === 1 && isRenamed(unknown, [...rated.keys()], fields));
    const lowest = !ratings.includes(-1) && isRecord ? 0 : 1;
    /** @type {Map<string, Json[]>} */
    const found = new Map();
    for (const [name, value] of members) {
      const shown = Number(rated.get(name)) >= lowest ? name : "<key>";
      const values = found.get(shown) ?? [];
      if (values.length < bounds.values) values.push(value);
      found.set(shown, values);
    }
    return new Map([...found].slice(0, bounds.names));
  }

  // The shape that all `values` of one place have: names of members and types, and nothing of the values.
  /** @type {(values: Json[], fields: Json, depth: number, budget: {left: number}) => Json} */
  function mergeShapes(values, fields, depth, budget) {
    budget.left -= 1;
    if (depth < 0 || budget.left < 0) {
      return "…";
    }
    const lists = values.filter(Array.isArray);
    const objects = values.filter(isObject);
    const types = new Set(values.filter((one) => typeof one !== "object").map((one) => typeof one));
    const scalars = [...types, ...(values.includes(null) ? ["null"] : [])].sort().join(" or ");
    const shapes = scalars ? [/** @type {Json} */ (scalars)] : [];
    if (lists.length > 0) {
      const inner = lists.flatMap((list) => list.slice(0, bounds.values)).slice(0, bounds.values);
      const named = Array.isArray(fields) ? fields[0] : fields?.each;
      shapes.push(inner.length > 0 ? [mergeShapes(inner, named, depth - 1, budget)] : []);
    }
    if (objects.length > 0) {
      const isMap = Boolean(fields?.["*"] || fields?.each);
      /** @type {(member: [string, Json[]]) => [string, Json]} */
      const shaped = ([name, all]) => [
        name,
        mergeShapes(all, isMap ? fields.each : Object(fields)[name], depth - 1, budget),
      ];
      shapes.push(Object.fromEntries([...membersByName(objects, fields, isMap)].map(shaped)));
    }
    return shapes.length === 1 ? shapes[0] : { "one of": shapes };
  }

  // The shape of an answer as JSON text, as deep as fits.
  globalThis.codexEnterpriseShape = (json, fields) => {
    if (json === undefined) {
      return null; // it was no JSON
    }
    for (let depth = bounds.depth; depth >= 0; depth -= 1) {
      const text = JSON.stringify(mergeShapes([json], fields, depth, { left: bounds.values }));
      if (text.length <= bounds.length) {
        return text;
      }
    }
    return null;
  };
}
