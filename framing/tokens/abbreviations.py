"""Abbreviations that keep their stop, and what each says of a sentence's end.

The lists hold what English-language news copy uses: titles and ranks, places, companies, dates,
references. They are written without the stop, folded, with at most eight letters.
"""

from __future__ import annotations

from framing.tokens.batch import pack

# Something always follows: a name, a word. The stop ends no sentence.
before_words = pack(
    """
    mr mrs ms messrs mx dr drs prof profs gen gens lt col maj capt cpt cmdr cdr adm brig sgt
    cpl pvt pfc sen sens rep reps gov govs pres rev fr hon amb atty supt insp det ald mt mts
    vs cf viz approx esp
    """.split()
)
# A number follows, else the word before the stop is no abbreviation.
before_numbers = pack("no nos p pp vol vols art arts fig figs ch sec para eq pt ser tel".split())
# The stop ends a sentence if the next word looks like the first of one.
anywhere = pack(
    """
    inc corp ltd co cos bros plc llc jr sr esq etc al st ste ft ave blvd rd hwy sq bldg dept
    univ assn inst natl intl dist est ext jan feb mar apr jun jul aug sept oct nov dec mon tue
    tues wed thu thur thurs fri sat calif conn del fla ga kan ky md mass mich minn mont neb
    nev okla penn tenn tex va vt wash wis wyo ala ariz ark colo ph
    """.split()
)
# These are abbreviations in lower case too; the others only with a capital ("Mass.", not "mass.").
in_lower_case = pack(
    "vs cf viz approx approx esp inc ltd co cos plc jr sr etc al st ft ave dept est".split()
)
# Words that look like the first of a sentence when they stand capitalised after such a stop.
starters = pack(
    """
    a after all also although among an and another any are as at because before both but by
    can could despite did do does during each even every few finally first for from had has
    have he her here his how however if in indeed instead is it its just last later like many
    more most much my neither never no nor not now of on once one only or other others our
    over people perhaps police recent several she should since so some soon still such than
    that the their them then there these they this those though three thus to today two under
    unlike until was we were what when where whether which while who whom whose why will with
    within without would yet you your
    """.split()
)
