/** Faked photographs: drawings that nobody can take for a document. */

/** An SVG with SPECIMEN across it. */
export function drawSpecimen(path: string, owner: string | number): string {
  const subject = path.startsWith('photo') ? SELFIE : path.startsWith('residential') ? LETTER : CARD
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200" font-family="sans-serif">',
    '<rect width="320" height="200" rx="10" fill="#eef1f5"/>',
    subject,
    `<text x="16" y="186" font-size="11" fill="#667">customer ${escapeXml(String(owner))}</text>`,
    '<text x="160" y="118" font-size="46" font-weight="bold" fill="#c22" fill-opacity=".55" text-anchor="middle"',
    ' transform="rotate(-18 160 100)">SPECIMEN</text>',
    '</svg>',
  ].join('')
}

const HEAD = '<circle cx="62" cy="76" r="22" fill="#9ab"/><path d="M24 140a38 38 0 0 1 76 0z" fill="#9ab"/>'
const LINES = [62, 84, 106, 128]
  .map((y) => `<rect x="124" y="${y}" width="160" height="9" rx="4" fill="#c3ccd6"/>`)
  .join('')
const CARD = `${HEAD}<rect x="124" y="32" width="110" height="14" rx="4" fill="#89a"/>${LINES}`
const LETTER = `<rect x="24" y="24" width="90" height="12" rx="4" fill="#89a"/>${LINES}`
const SELFIE = `${HEAD}<rect x="124" y="60" width="90" height="60" fill="#fff" stroke="#89a"/><text x="169" y="97" font-size="20" text-anchor="middle" fill="#345">code</text>`

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
