import { tryCanonicalJson } from '../draw/canonical-json.ts';

/**
 * How a file can differ from the published one without saying anything else: an editor, a spreadsheet or a messenger saved
 * it again. What was committed to is what it says, so that this is told and is no tampering.
 */
export const fileForms = ['bom', 'line-ends', 'layout'] as const;
export type FileForm = (typeof fileForms)[number];

const words: Readonly<Record<FileForm, string>> = {
  bom: '开头多了字节序标记（BOM）',
  'line-ends': '换行符不同（CR LF，或末尾没有换行）',
  layout: '排版不同（空白、缩进或字段顺序）',
};

/** A sentence on each file that is in another form than it was published in, once the files have been read. */
export const formRemarks = (
  record: readonly FileForm[],
  frames: ReadonlyMap<string, { readonly forms: ReadonlySet<FileForm> }>,
): readonly string[] =>
  [
    ['draw.json', new Set(record)] as const,
    ...[...frames].map(([frame, { forms }]) => [`${frame}.ndjson`, forms] as const),
  ]
    .filter(([, forms]) => forms.size > 0)
    .map(([name, forms]) => {
      const differences = fileForms.filter((form) => forms.has(form)).map((form) => words[form]);
      return `${name} 被重新保存过：${differences.join('，')}。这只是格式不同，不算改动；已按内容核对。`;
    });

/** How a text of one JSON value differs from its canonical form with one LF. */
export function formsOf(text: string, value: object): readonly FileForm[] {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const canonical = tryCanonicalJson(value);
  const isWhole = text.endsWith('\n') && !text.includes('\r');
  return [
    ...(text.startsWith('\ufeff') ? (['bom'] as const) : []),
    ...(isWhole ? [] : (['line-ends'] as const)),
    ...(canonical.ok && plain.replace(/\n$/, '') !== canonical.value ? (['layout'] as const) : []),
  ];
}

/** Whether a JSON text names a field of some object twice: then what it means depends on who reads it. */
export function repeatsKey(text: string, value: unknown): boolean {
  const named = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
  return named !== countKeys(value);
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
  const own = Array.isArray(value) ? 0 : members.length;
  return members.reduce<number>((sum, member) => sum + countKeys(member), own);
}
