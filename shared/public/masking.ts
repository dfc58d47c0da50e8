import type { ObjectSnapshot } from '../domain/visit/visit.ts';

type Named = Pick<ObjectSnapshot, 'name' | 'kind' | 'creditCode'>;

/** When the name of a kind of object may be that of a natural person. Every new kind must be decided here. */
const namesAPerson: Readonly<Record<ObjectSnapshot['kind'], 'never' | 'unless-registered' | 'always'>> = {
  // Names of organisations, which are published in the register.
  企业: 'never',
  农民专业合作社: 'never',
  外国企业常驻代表机构: 'never',
  事业单位: 'never',
  社会组织: 'never',
  // Names of things.
  产品: 'never',
  项目: 'never',
  // With a credit code it is a registered business name; without one it may be just the person's.
  个体工商户: 'unless-registered',
  其他: 'unless-registered',
  // Concerns a person's conduct, whatever code was entered.
  行为: 'always',
  无证无照户: 'always',
};

/** Whether an object's name may be that of a natural person. */
export const mayNameAPerson = ({ kind, creditCode }: Named): boolean =>
  namesAPerson[kind] === 'always' || (namesAPerson[kind] === 'unless-registered' && creditCode === undefined);

/** What a list that names objects by their ids says of one that may be a person: beside a code even a first character is too much. */
export const nameBesideId = (object: Named): string => (mayNameAPerson(object) ? unnamed : object.name);
export const unnamed = '个人（姓名不公示）';

/** The public name: if it may be a person's, only its first character, which also hides the length. */
export function publicName(object: Named): string {
  if (!mayNameAPerson(object)) return object.name;
  const [first = ''] = object.name;
  return `${first}${mask}`;
}

const mask = '**';

export const isMasked = (name: string): boolean => name.endsWith(mask);
