/** What a property's name tells where the document says nothing else. */

/** `firstName`, `first_name`, `FirstName` → `first name`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase()
}

const PERSON =
  /\b(user|customer|person|people|owner|author|employee|contact|patient|member|profile|account|student|teacher|client|guest|recipient|sender|buyer|seller|driver|applicant|holder|artist|actor|friend|parent|child|manager|assignee|reviewer)s?$/

/** Text: what a name tells → `x-faker` methods, the likeliest first; the first whose value fits is taken. */
const TEXTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(first|given|fore) ?names?$/, ['person.firstName']],
  [/^(middle|second) ?name$|patronymic/, ['person.middleName']],
  [/^(last|family|sur) ?names?$/, ['person.lastName']],
  [
    /\b(full|display|contact|person|holder|recipient|legal) ?name$|^(author|owner|assignee|contact|recipient)$/,
    ['person.fullName'],
  ],
  [/\be ?mail( address)?$/, ['internet.email']],
  [/\b(user ?name|login|handle|nick ?name|screen name)$/, ['internet.username']],
  [/\b(phone|mobile|telephone|tel|fax|msisdn)( (number|no))?$/, ['phone.number']],
  [/\b(gender|sex)$/, ['person.sex']],
  [/\bcountry ?(code|iso)?\b|\bnationality$/, ['location.country', 'location.countryCode']],
  [/\b(city|town)$|^city name$/, ['location.city']],
  [/\b(zip|postal|post) ?(code)?$/, ['location.zipCode']],
  [/\b(street|address|line) ?(name|address|line)? ?1?$/, ['location.streetAddress']],
  [/\b(company|employer|organi[sz]ation|vendor|supplier|merchant|brand|manufacturer)( name)?$/, ['company.name']],
  [/\b(job ?title|occupation|position|profession|job)$/, ['person.jobTitle']],
  [/\bcurrency( code)?$/, ['finance.currencyCode']],
  [/\b(image|avatar|photo|picture|logo|icon|thumbnail|cover)s?( ur[li]s?)?$/, ['specimen.image', 'word.noun']],
  [/\b(ur[li]|link|href|website|homepage|web site|site|callback|webhook)s?$/, ['specimen.url']],
  [/\bcolou?r$/, ['color.human']],
  [
    /\b(description|summary|comment|note|text|body|message|content|bio|remark|details?|reason|instructions?)s?$/,
    ['lorem.sentence', 'lorem.words', 'lorem.word'],
  ],
  [/\b(title|subject|headline|caption|label)$/, ['specimen.title', 'lorem.word']],
  [/\bslug$/, ['lorem.slug', 'lorem.word']],
  [/\bisbn$/, ['commerce.isbn']],
  [/\b(uu|gu)id$/, ['string.uuid']],
  [/\b(token|secret|hash|checksum|signature|etag|key)$/, ['specimen.token']],
  [/\b(password|passphrase)$/, ['specimen.password']],
  [/\bid$|\bidentifier$/, ['specimen.code']],
  [/\b(sku|barcode|ean|code|reference|number|serial|no|tracking)$/, ['specimen.code']],
  [/\bversion$/, ['system.semver']],
  [/\b(mime|media|content) ?type$/, ['specimen.mediaType']],
  [/\bfile ?name$/, ['specimen.fileName']],
  [/\b(language|locale|lang)( code)?$/, ['specimen.language']],
  [/\btime ?zone$/, ['specimen.timeZone']],
  [/\bip( address)?$/, ['specimen.ip']],
  [/\b(host|hostname|domain)$/, ['specimen.host']],
  [/\b(category|department|genre|tag|topic)s?( name)?$/, ['commerce.department']],
  [/\b(product|item)( name)?$/, ['commerce.productName']],
  [/\b(breed|species)$/, ['animal.dog']],
]

/** What a bare `name` is the name of, by what it stands in. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [PERSON, 'person.fullName'],
  [/\b(pet|animal|dog|cat)s?$/, 'animal.petName'],
  [/\b(company|organi[sz]ation|vendor|supplier|merchant|employer|brand|shop|store)s?$/, 'company.name'],
  [/\bcountr(y|ies)$/, 'location.country'],
  [/\bcit(y|ies)$/, 'location.city'],
  [/\b(category|categories|department|genre|tag|topic)s?$/, 'commerce.department'],
]

/**
 * Fakes for a text, the likeliest first.
 *
 * @param name in words: `first name`
 * @param parent what it stands in, in words: `pet`
 */
export function textHints(name: string, parent: string): readonly string[] {
  if (name === 'name') return [NAMES.find(([form]) => form.test(parent))?.[1] ?? 'commerce.productName']
  return TEXTS.find(([form]) => form.test(name))?.[1] ?? []
}

/** Numbers: from, to, and the step between. */
const NUMBERS: readonly (readonly [RegExp, number, number, number])[] = [
  [/\b(price|amount|cost|total|subtotal|balance|fee|salary|sum|charge|tax)$/, 1, 500, 0.01],
  [/\b(quantity|qty|count|stock|items|pieces)$/, 1, 20, 1],
  [/\bage$/, 21, 75, 1],
  [/\byear$/, 1990, 2024, 1],
  [/\bmonth$/, 1, 12, 1],
  [/\bday$/, 1, 28, 1],
  [/\bhours?$/, 0, 23, 1],
  [/\b(minutes?|seconds?)$/, 0, 59, 1],
  [/\b(rating|score|stars)$/, 1, 5, 1],
  [/\b(percent|percentage|discount|progress|rate)$/, 0, 100, 1],
  [/\blat(itude)?$/, -60, 70, 0.0001],
  [/\b(lon|lng|longitude)$/, -180, 180, 0.0001],
  [/\b(weight|height|width|length|depth|distance)$/, 1, 100, 0.1],
  [/\bid$/, 1, 100_000, 1],
  [/\bport$/, 1024, 9999, 1],
  [/\b(size|bytes)$/, 1000, 1_000_000, 1],
]

export type NumberHint = { readonly from: number; readonly to: number; readonly step: number }

export function numberHint(name: string): NumberHint {
  const found = NUMBERS.find(([form]) => form.test(name))
  return found === undefined ? { from: 1, to: 1000, step: 0.01 } : { from: found[1], to: found[2], step: found[3] }
}

/** Where a date lies, by its name; undefined: the name is not a date's. */
export type DateHint = 'birth' | 'created' | 'modified' | 'ahead' | 'past'

export function dateHint(name: string): DateHint | undefined {
  if (/\b(birth ?(day|date)?|dob|born)( (at|on))?$|\bdate of birth\b/.test(name)) return 'birth'
  if (/\b(expir\w*|due|until|deadline|end|ends|next|delivery|eta)( (at|on|date|time))?$/.test(name)) return 'ahead'
  if (/^(date )?(created?|creation|registered|added|start(ed|s)?|inserted)( (at|on|date|time))?$/.test(name))
    return 'created'
  if (/^(last )?(updated?|modified|changed|edited|closed|deleted)( (at|on|date|time))?$/.test(name)) return 'modified'
  if (/\b(at|on|date|time|timestamp|datetime)$/.test(name)) return 'past'
  return undefined
}

/** Whether a date of that name is a day, with no hour. */
export function isDay(name: string): boolean {
  return /\b(date|day|birthday|dob)$/.test(name) || dateHint(name) === 'birth'
}
