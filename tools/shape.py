"""
The validator of the stored report, background/report/shape.js, from contract/report.schema.json.

It is made of the functions in background/report/kinds.js. Only what the schema uses is understood; anything else ends
with an error. Four definitions are functions written by hand, because a schema cannot say that days are sorted.
"""

import json
import re

WIDTH = 110
BY_HAND = {"day": "isDay", "instant": "isInstant", "days": "isDays", "spans": "isSpans"}
PLACES = {"isDay": "../dates.js", "isInstant": "../dates.js"}
KINDS = ["hasShape", "integerBetween", "isDays", "isFlag", "isSpans", "listOf", "numberBetween", "oneOf", "orNull"]
KINDS += ["setOf", "textLike", "textUpTo"]
FILES = ["../dates.js", "./kinds.js"]
NULL = {"type": "null"}
NOTES = {"$schema", "title", "description", "format"}


def javascript(schema, note):
    """Return the text of background/report/shape.js."""
    named = {name: part for name, part in schema["$defs"].items() if name not in BY_HAND}
    lines = [f"const is{title(name)} = {check(part, 0)};" for name, part in in_order(named)]
    lines.append("/** Whether a value has the shape of a StoredReport; validate.js looks at the rest. */")
    lines.append(f"export const isReportShape = {check(whole(schema), 0)};")
    body = "\n".join(lines)
    used = [name for name in [*KINDS, *PLACES] if re.search(rf"\b{name}\b", body)]
    imports = [importing(place, [name for name in used if PLACES.get(name, "./kinds.js") == place]) for place in FILES]
    return "\n".join([f"// {note}", "", *imports, "", body, ""])


def importing(place, names):
    """Return an import, in two lines where one would be long."""
    listed = ", ".join(names)
    inside = f" {listed} " if len(listed) < WIDTH - 30 else f"\n  {listed},\n"
    return f'import {{{inside}}} from "{place}";'


def whole(schema):
    """Return the schema of the report itself, without the definitions."""
    return {name: value for name, value in schema.items() if name != "$defs"}


def in_order(named):
    """Yield (name, schema), each after those that it refers to."""
    waiting = dict(named)
    while waiting:
        name = next(one for one in waiting if not references(waiting[one]) & set(waiting))
        yield name, waiting.pop(name)


def references(part):
    """Return the names of the definitions that a schema refers to."""
    return set(re.findall(r'"\$ref": "#/\$defs/(\w+)"', json.dumps(part)))


def check(part, depth):
    """Return the JavaScript expression of a function that tells whether a value is of a schema."""
    keys = set(part) - NOTES
    if keys == {"$ref"}:
        name = part["$ref"].removeprefix("#/$defs/")
        return BY_HAND.get(name, f"is{title(name)}")
    if keys == {"const"}:
        return f"oneOf({json.dumps(part['const'])})"
    if keys == {"enum"}:
        return call("oneOf", [json.dumps(value) for value in part["enum"]], depth)
    if keys == {"anyOf"} and len(part["anyOf"]) == 2 and part["anyOf"][1] == NULL:
        return f"orNull({check(part['anyOf'][0], depth)})"
    kind = part.get("type")
    if isinstance(kind, list) and len(kind) == 2 and kind[1] == "null":
        return f"orNull({check(part | {'type': kind[0]}, depth)})"
    return BY_TYPE[kind](part, keys - {"type"}, depth)


def of_object(part, keys, depth):
    """Return the check of an object with these members and no others: first the required ones, then the optional ones."""
    only(keys, {"additionalProperties", "required", "properties"})
    if part["additionalProperties"] is not False or set(part["required"]) - set(part["properties"]):
        raise ValueError("what is required is listed, and no other member is allowed")
    required = {name: value for name, value in part["properties"].items() if name in part["required"]}
    optional = {name: value for name, value in part["properties"].items() if name not in part["required"]}
    return f"hasShape({', '.join(members(group, depth) for group in (required, optional) if group)})"


def members(group, depth):
    """Return the members of an object, broken into lines where they are long."""
    fields = [f"{name}: {check(value, depth + 1)}" for name, value in group.items()]
    line = ", ".join(fields)
    if len(line) < WIDTH - 30 and "\n" not in line:
        return f"{{ {line} }}"
    pad = "  " * (depth + 1)
    return "{\n" + "".join(f"{pad}{field},\n" for field in fields) + "  " * depth + "}"


def of_array(part, keys, depth):
    """Return the check of a list."""
    only(keys, {"items", "minItems", "maxItems", "uniqueItems"})
    inner = check(part["items"], depth)
    if part.get("uniqueItems"):
        only(keys, {"items", "uniqueItems"})
        return f"setOf({inner})"
    bounds = ["0", str(part["maxItems"])] if "maxItems" in part else []
    if "minItems" in part:
        bounds = [str(part["minItems"]), str(part["maxItems"])]
    return f"listOf({', '.join([inner, *bounds])})"


def of_string(part, keys, _):
    """Return the check of a text."""
    bounds = [str(part[name]) for name in ("maxLength", "minLength") if name in part]
    if "pattern" not in part:
        only(keys, {"maxLength", "minLength"})
        return f"textUpTo({', '.join(bounds)})"
    only(keys, {"maxLength", "pattern"})
    form = part["pattern"].replace("/", "\\/")
    return f"textLike({', '.join([f'/{form}/', *bounds])})"


def of_number(part, keys, _):
    """Return the check of a number, which has both bounds or is a count."""
    only(keys, {"minimum", "maximum"})
    bounds = f"{float(part['minimum']):g}, {float(part['maximum']):g}".replace("e+", "e")
    return f"{'integerBetween' if part['type'] == 'integer' else 'numberBetween'}({bounds})"


def of_boolean(_, keys, __):
    """Return the check of a flag."""
    only(keys, set())
    return "isFlag"


BY_TYPE = {
    "object": of_object,
    "array": of_array,
    "string": of_string,
    "number": of_number,
    "integer": of_number,
    "boolean": of_boolean,
}


def only(keys, known):
    """Raise ValueError when a schema says something that would be left out of the check."""
    if keys - NOTES - known:
        raise ValueError(f"not understood: {sorted(keys - NOTES - known)}")


def call(name, values, depth):
    """Return a call, broken into lines where it is long."""
    if len(", ".join(values)) < WIDTH - 30:
        return f"{name}({', '.join(values)})"
    pad = "  " * (depth + 1)
    lines, line = [], ""
    for value in values:
        if len(line) + len(value) > WIDTH - len(pad):
            lines.append(line.rstrip())
            line = ""
        line += f"{value}, "
    lines.append(line.rstrip())
    return f"{name}(\n" + "".join(f"{pad}{one}\n" for one in lines) + "  " * depth + ")"


def title(name):
    """Return a name as it stands in the middle of another."""
    return name[0].upper() + name[1:]
