/** The models that go out. What a person has not told is absent. */

import type { DirectoryName } from './directories.js'
import { type Dossier, fullNameOf } from './dossier.js'
import type { Portion } from './events.js'
import type { FileRow } from './file-cabinet.js'
import type { House } from './house.js'
import type { Json, JsonObject } from './json.js'

export function writeIndividual(house: House, dossier: Dossier): JsonObject {
  const { data } = dossier
  return {
    code: 0,
    id: dossier.individualId,
    state: dossier.state,
    state_changed: house.writeMoment(dossier.stateChanged),
    customer: house.writeCustomer(dossier),
    ...textsOf(data),
    ...present({ full_name: fullNameOf(data) }),
    ...writeEach(data, ['birth_date', 'document_issue_date', 'document_expire_date'], house.writeMoment),
    ...writeEach(data, ['fatca', 'pep'], (flag) => flag),
    email: {
      state: dossier.isEmailConfirmed ? 'Confirmed' : 'Unconfirmed',
      kind: 'Main',
      type: 'Email',
      value: dossier.email,
    },
    ...writeEach(data, ['gender'], (key) => house.writeEntry('Genders', key)),
    ...writeEach(data, ['nationality'], (key) => house.writeEntry('Countries', key)),
    ...writeEach(data, ['document_type'], (key) => house.writeEntry('DocumentTypes', key)),
    ...writeEach(data, ['industry'], (key) => house.writeEntry('IndustryCodes', key)),
    ...writeEach(data, ['occupation'], (key) => house.writeEntry('OccupationCodes', key)),
    ...writeEach(data, ['current_address'], ({ country, ...parts }) => ({
      id: dossier.addressId,
      ...parts,
      ...(country !== undefined && { country: house.writeEntry('Countries', country) }),
    })),
    ...writeEach(data, ['document_models', 'residential_models'], (ids) => ids.flatMap((id) => fileOf(house, id))),
    ...writeEach(data, ['photo_model'], (id) => fileOf(house, id)[0] ?? null),
  }
}

export function writeCustomer(house: House, dossier: Dossier): JsonObject {
  return {
    id: dossier.customerId,
    state: dossier.state,
    state_changed: house.writeMoment(dossier.stateChanged),
    created: house.writeMoment(dossier.created),
    modified: house.writeMoment(dossier.modified),
    ...present({ name: fullNameOf(dossier.data) }),
    type: 'Individual',
    compliance_state: dossier.compliance,
    business_code: dossier.businessCode,
  }
}

export function writeEntry(house: House, directory: DirectoryName, key: Json): Json {
  return house.directories.find(directory, key) ?? null
}

export function writeFile(house: House, row: FileRow): JsonObject {
  return {
    id: row.id,
    state: 'Active',
    created: house.writeMoment(row.created),
    modified: house.writeMoment(row.created),
    mime_type: row.mimeType,
    original_file_name: row.name,
    size: row.bytes.length,
  }
}

/** The files that a model uses, and by which field. */
export function filesUsedBy({
  document_models,
  residential_models,
  photo_model,
}: Portion): ReadonlyMap<number, string> {
  return new Map([
    ...(document_models ?? []).map((id) => [id, 'document_models'] as const),
    ...(residential_models ?? []).map((id) => [id, 'residential_models'] as const),
    ...(photo_model === undefined ? [] : [[photo_model, 'photo_model'] as const]),
  ])
}

function textsOf({ first_name, middle_name, last_name, nick_name, document_number }: Portion): JsonObject {
  return present({ first_name, middle_name, last_name, nick_name, document_number })
}

function present(values: { readonly [name: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function writeEach<Name extends keyof Portion>(
  data: Portion,
  names: readonly Name[],
  write: (value: NonNullable<Portion[Name]>) => Json,
): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = data[name]
      return value === undefined ? [] : [[name, write(value as NonNullable<Portion[Name]>)]]
    }),
  )
}

function fileOf(house: House, id: number): readonly JsonObject[] {
  const row = house.files.find(id)
  return row === undefined ? [] : [house.writeFile(row)]
}
