import { describe, expect, test } from 'vitest';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { newSecret, openSecret, sealSecret } from '../../web/portal/ceremony/secret-file.ts';
import { standingOf } from '../../web/portal/ceremony/standing.ts';

const now = new Date('2026-11-23T01:00:00Z');
const passphrase = '财政局的口令要长一些才好记';
const secret = 'ab'.repeat(32);
/** Few rounds: what is tested here does not depend on how long guessing takes. */
const seal = (words = passphrase) => sealSecret(secret, 'B1', words, now, 10);

describe('the file in which a party keeps its secret', () => {
  test('costs whoever guesses passphrases 600,000 rounds each', async () => {
    expect((await sealSecret(secret, 'B1', passphrase, now)).iterations).toBe(600_000);
  });

  test('opens with its passphrase, and with no other', async () => {
    const text = JSON.stringify(await seal());
    expect(await openSecret(text, passphrase)).toEqual({ secret, batch: 'B1', commitment: commitmentOf(secret) });
    expect(await openSecret(text, `${passphrase}。`)).toBe('wrong-passphrase');
  });

  test('holds neither secret nor passphrase in any readable form, and is another each time', async () => {
    const [one, two] = [await seal(), await seal()];
    expect(JSON.stringify(one)).not.toContain(secret);
    expect(JSON.stringify(one)).not.toContain(passphrase);
    expect([one.salt === two.salt, one.iv === two.iv, one.sealed === two.sealed]).toEqual([false, false, false]);
  });

  test('that names another batch or commitment, or was changed, does not open', async () => {
    const file = await seal();
    const changed = [
      { ...file, batch: 'B2' },
      { ...file, commitment: commitmentOf('another') },
      { ...file, sealed: `${file.sealed.startsWith('0') ? '1' : '0'}${file.sealed.slice(1)}` },
    ];
    for (const each of changed) expect(await openSecret(JSON.stringify(each), passphrase)).toBe('wrong-passphrase');
  });

  test.each(['nothing of the kind', 'null', '{}', JSON.stringify({ kind: 'suiji-ceremony-secret/1' })])(
    'is told from other files: %s',
    async (text) => {
      expect(await openSecret(text, passphrase)).toBe('not-a-secret-file');
    },
  );

  test('that asks for hours of computation is refused', async () => {
    const file = { ...(await seal()), iterations: 1e12 };
    expect(await openSecret(JSON.stringify(file), passphrase)).toBe('not-a-secret-file');
  });

  test('is opened in whatever form a keyboard composes the passphrase', async () => {
    const text = JSON.stringify(await seal('caf\u00e9 caf\u00e9 caf\u00e9'));
    expect(await openSecret(text, 'cafe\u0301 cafe\u0301 cafe\u0301')).toMatchObject({ secret });
  });

  test('has a secret of 64 lowercase hex characters, another each time', () => {
    const secrets = [newSecret(), newSecret()];
    for (const each of secrets) expect(each).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets[0]).not.toBe(secrets[1]);
  });
});

describe('what the page tells a party', () => {
  const me = { name: '李四', department: 'CZJ', departmentName: '财政局' };
  const batch = (own: object, other: object, ceremony = {}) => ({
    ...{ id: 'B1', number: '41142220261123-1', title: '年末联合抽查', status: 'committed' },
    ceremony: {
      commitBy: '2026-11-23T02:00:00.000Z',
      revealBy: '2026-11-23T03:00:00.000Z',
      parts: [
        { party: 'CZJ', ...own },
        { party: 'SFJ', ...other },
      ],
      ...ceremony,
    },
  });
  const committed = { commitment: commitmentOf(secret) };
  const at = (time: string) => new Date(`2026-11-23T${time}Z`);

  test.each([
    [
      'to commit, by the time in Shanghai',
      batch({}, {}),
      '01:00:00',
      'commit',
      '2026年11月23日10时00分（北京时间，UTC+8）',
    ],
    ['that it has committed and may commit anew', batch(committed, {}), '02:00:00', 'commit', '可以更换'],
    ['to reveal once the deadline has passed', batch(committed, committed), '02:00:01', 'reveal', '11时00分'],
    ['that nothing is due where another failed', batch(committed, {}), '02:30:00', 'none', '未按期提交承诺'],
    ['that the time for secrets is over', batch(committed, committed), '03:00:01', 'none', '截止'],
    ['that it is done', batch({ ...committed, secret }, committed), '02:30:00', 'done', '已经公开'],
  ] as const)('%s', (_, shown, time, step, text) => {
    const standing = standingOf(shown, me, at(time));
    expect(standing.step).toBe(step);
    expect(standing.text).toContain(text);
  });

  test('that it takes no part, or that there is no ceremony', () => {
    const { ceremony: _, ...beacon } = batch({}, {});
    expect(standingOf(beacon, me, now).step).toBe('none');
    const stranger = { ...me, department: 'GAJ', departmentName: '公安局' };
    expect(standingOf(batch({}, {}), stranger, now).text).toBe('公安局不是该次抽取仪式的参与方。');
  });
});
