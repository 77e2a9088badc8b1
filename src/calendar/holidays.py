"""Makes holidays.tsv: every holiday of Japan of the years that the Cabinet Office has published.

    python3 src/calendar/holidays.py [syukujitsu.csv] > src/calendar/holidays.tsv

The days follow from 国民の祝日に関する法律 (Act No. 178 of 1948) with its amendments, and from the acts that moved or added
days of single years, each named below. The equinoxes are those of the almanac (暦要項) that the National Astronomical
Observatory publishes each February for the next year: LAST is the last year that it has published, and so the last year of
the Cabinet Office's own table, https://www8.cao.go.jp/chosei/shukujitsu/syukujitsu.csv, which begins with 1955. Where that
file is given, every day of its years is compared with it (it calls 振替休日 and 国民の休日 both 休日). Each February: set LAST,
see that the two equinoxes are the published ones, and add what an act has moved.
"""
import csv
import sys
from datetime import date, timedelta

FIRST, LAST = 1955, 2027
DAY = timedelta(days=1)


def monday(year, month, number):
    first = date(year, month, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (number - 1))


def equinoxes(year):
    march, september = (20.8357, 23.2588) if year < 1980 else (20.8431, 23.2488)
    since = year - 1980
    drift = 0.242194 * since - (since // 4 if since >= 0 else -((1983 - year) // 4))
    return date(year, 3, int(march + drift)), date(year, 9, int(september + drift))


def moved(year):
    """The Olympic years: 東京オリンピック特措法 as amended in 2018 and 2020."""
    return {
        2020: {"海の日": (7, 23), "スポーツの日": (7, 24), "山の日": (8, 10)},
        2021: {"海の日": (7, 22), "スポーツの日": (7, 23), "山の日": (8, 8)},
    }.get(year, {})


def named(year):
    """The holidays by name, without those that follow from others."""
    spring, autumn = equinoxes(year)
    days = {"元日": date(year, 1, 1), "春分の日": spring, "秋分の日": autumn}
    days["憲法記念日"] = date(year, 5, 3)
    days["こどもの日"] = date(year, 5, 5)
    days["文化の日"] = date(year, 11, 3)
    days["勤労感謝の日"] = date(year, 11, 23)
    days["成人の日"] = date(year, 1, 15) if year < 2000 else monday(year, 1, 2)
    if year >= 1966:
        days["敬老の日"] = date(year, 9, 15) if year < 2003 else monday(year, 9, 3)
        sports = "体育の日" if year < 2020 else "スポーツの日"
        days[sports] = date(year, 10, 10) if year < 2000 else monday(year, 10, 2)
    if year >= 1967:
        days["建国記念の日"] = date(year, 2, 11)
    if year >= 1996:
        days["海の日"] = date(year, 7, 20) if year < 2003 else monday(year, 7, 3)
    if year >= 2016:
        days["山の日"] = date(year, 8, 11)
    if year < 1989:
        days["天皇誕生日"] = date(year, 4, 29)
    elif year < 2007:
        days["みどりの日"] = date(year, 4, 29)
    else:
        days["昭和の日"] = date(year, 4, 29)
        days["みどりの日"] = date(year, 5, 4)
    if 1989 <= year <= 2018:
        days["天皇誕生日"] = date(year, 12, 23)
    elif year >= 2020:
        days["天皇誕生日"] = date(year, 2, 23)
    for name, (month, day) in moved(year).items():
        days[name] = date(year, month, day)
    # Acts of the single years.
    once = {
        1959: [("皇太子明仁親王の結婚の儀", 4, 10)],
        1989: [("昭和天皇の大喪の礼", 2, 24)],
        1990: [("即位礼正殿の儀", 11, 12)],
        1993: [("皇太子徳仁親王の結婚の儀", 6, 9)],
        2019: [("天皇の即位の日", 5, 1), ("即位礼正殿の儀の行われる日", 10, 22)],
    }
    for name, month, day in once.get(year, []):
        days[name] = date(year, month, day)
    return days


def holidays(year):
    own = {day: name for name, day in named(year).items()}
    days = dict(own)
    for day in sorted(own):
        # 振替休日: from 12 April 1973 the Monday after; since 2007 the next day that is no holiday.
        if day.weekday() == 6 and day >= date(1973, 4, 12):
            rest = day + DAY
            while rest in own and year >= 2007:
                rest += DAY
            days.setdefault(rest, "振替休日")
        # 国民の休日: since 27 December 1985 a day between two holidays, unless a Sunday or a 振替休日.
        between = day + DAY
        if day + 2 * DAY in own and between not in days and between.weekday() != 6 and day >= date(1985, 12, 27):
            days[between] = "国民の休日"
    return days


def main():
    official = {}
    if len(sys.argv) > 1:
        for row in csv.reader(open(sys.argv[1], encoding="cp932")):
            parts = row[0].split("/")
            if len(parts) == 3:
                official[date(*map(int, parts))] = row[1]
    print("# Holidays of Japan, made by holidays.py from Act No. 178 of 1948 and the acts named there.")
    print(f"# Every day of the years {FIRST} to {LAST}, the last that has been published (February {LAST - 1}).")
    for year in range(FIRST, LAST + 1):
        days = holidays(year)
        theirs = {day for day in official if day.year == year}
        if theirs and theirs != set(days):
            sys.exit(f"{year}: {sorted(map(str, theirs ^ set(days)))} stand in one of the two only")
        for day in sorted(days):
            print(f"{day}\t{days[day]}")


main()
