"""Classes of words that the syntax of targets knows."""

from __future__ import annotations

(
    DETERMINER,
    OWNER,
    ITS,
    PRONOUN,
    BE,
    AUXILIARY,
    PREPOSITION,
    OF,
    JOINER,
    OPENER,
    RELATIVE,
    ADVERB,
    PAST,
    PARTICIPLE,
    TO,
    AS,
    PLACE,
    BY,
    ASIDE,
    JUDGING,
    INDEFINITE,
    ANSWER,
    LIGHT,
    FROM,
    MEETING,
    VERDICT,
    WITH,
    MUTUAL,
) = (1 << number for number in range(28))
WORDS = {
    DETERMINER: "the a an this these those some any no every each another such",
    OWNER: "'s ’s",
    ITS: "its his her their",
    PRONOUN: "he she it they him them we i you us me who whom himself herself itself themselves "
    "he's she's it's they're we're i'm you're he'd she'd they'd he'll she'll they'll they've",
    BE: "is are was were be been being am isn't wasn't aren't weren't remain remains remained "
    "become becomes became seem seems seemed look looks looked appear appears appeared "
    "sound sounds sounded prove proves proved he's she's it's they're we're i'm you're",
    AUXILIARY: "has have had will would can could may might must should shall do does did cannot "
    "hasn't haven't hadn't won't wouldn't can't couldn't shouldn't don't doesn't didn't",
    PREPOSITION: "in on at to with by from as during after before since amid under over about "
    "through into between among via per within without across outside inside near like unlike "
    "despite",
    OF: "of for on against toward towards to at over about with",
    JOINER: "and or nor but",
    OPENER: "that because but while whereas although though if when where since after before "
    "until unless which who whose whom so than what how why whether",
    RELATIVE: "who which whose whom that where",
    ADVERB: "also twice then later now often never not again further still just once already ever "
    "soon even always therefore however meanwhile instead too very more most so quite rather",
    PAST: "said told took made got gave won lost met held called saw left led sent put let kept "
    "began wrote spoke went came knew thought found felt ran grew fell rose brought bought taught "
    "fought caught sought built spent paid stood understood became beat broke chose drew drove "
    "hit hurt cut shot stole swore threw wore won says tells takes makes gets gives wins loses "
    "calls sees leads keeps wants needs thinks knows agreed disagreed guaranteed freed struck "
    "swept gave heard hid laid dealt fled froze forgave overcame overthrew oversaw rode sang sank "
    "sold shook slept stuck tore undertook undid upheld withdrew withstood seen known shown taken "
    "chosen beaten driven stolen thrown forgiven forgotten given done written",
    TO: "to",
    AS: "as",
    PLACE: "in at from near outside inside across within",
    BY: "by",
    FROM: "from",
    WITH: "with",
    MUTUAL: "agreement agreements deal deals pact pacts treaty treaties accord accords partnership "
    "partnerships alliance ties relations relationship friendship cooperation truce talks summit",
    MEETING: "met visited married beat defeated succeeded replaced interviewed arrested hired sued "
    "fired appointed",
    VERDICT: "criticism condemnation denunciation praise rebuke censure mockery ridicule attack "
    "attacks accusation accusations verdict indictment",
    INDEFINITE: "a an",
    ANSWER: "response responses answer answers resistance alternative remedy solution",
    LIGHT: "played made done given shown delivered taken provided offered achieved led built",
    ASIDE: "like unlike not never than instead",
}
# Verbs that condemn or praise their object.
_JUDGING = {
    stem + ending
    for stem in "condemn denounc criticis criticiz slam slamm blast lambast rebuk deplor accus "
    "castigat chastis decri decry prais hail laud applaud salut commend expos uncover fight "
    "combat blam mock ridicul derid".split()
    for ending in ("", "e", "s", "es", "ed", "ing")
}
VERB = BE | AUXILIARY | PAST
NO_SUBJECT = VERB | PARTICIPLE | TO  # what begins a segment whose subject stands elsewhere
LINKS = PREPOSITION | OF | OPENER | PRONOUN  # what no noun phrase holds


_ENDINGS = {"ly": ADVERB, "ing": PARTICIPLE, "ed": PAST, "eed": 0}  # the longer one counts


def class_by_ending(word: str) -> int:
    """Give the classes of a word that is in none of the lists."""
    kind = _ENDINGS.get(word[-3:], _ENDINGS.get(word[-2:], 0))
    shortest = 4 if kind == PAST else 5
    return kind * (len(word) >= shortest) + JUDGING * (word in _JUDGING)
