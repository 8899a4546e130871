"""Parts of a stored report, as tests compare them."""


def breakdown(report, name, scope="mine"):
    return next((one for one in report["scopes"][scope]["breakdowns"] if one["breakdown"] == name), None)


def code(report, name):
    return next(section["code"] for section in report["report_status"] if section["report"] == name)


def section(report, name):
    return next(one for one in report["report_status"] if one["report"] == name)


def totals(report):
    found = report["scopes"]["mine"]["totals"]
    return dict(zip(found["days"], found["values"], strict=True))


def cells(found):
    return {
        (day, series["key"]): value
        for series in found["series"]
        for day, value in zip(found["days"], series["values"])
        if value is not None
    }


def by_day(found):
    days = {day: {} for day in found["days"]}
    for (day, key), value in cells(found).items():
        days[day][key] = value
    return days
