import { describe, expect, test } from 'vitest';
import { ailing, diagnose } from '../../local/diagnosis.ts';

const plenty = () => 10 * 1024 ** 3;

describe('what is wrong with this machine', () => {
  test('is a full disk, whatever else is', () => {
    const nothing = () => 0;
    expect(diagnose('/state', true, nothing)?.title).toBe('磁盘已满');
    expect(diagnose('/state', false, nothing)?.title).toBe('磁盘已满');
  });

  test('is a database that has ended', () => {
    expect(diagnose('/state', true, plenty)?.title).toBe('数据库进程已退出');
  });

  test('is nothing that it knows of while there is room and the database runs', () => {
    expect(diagnose('/state', false, plenty)).toBeUndefined();
  });

  test('is answered with when to come again', () => {
    const ailment = { title: '磁盘已满', detail: '请清理磁盘' };
    const { statusCode, headers, body } = ailing(ailment);
    expect([statusCode, headers['retry-after']]).toEqual([503, '5']);
    expect(JSON.parse(body)).toMatchObject({ kind: 'busy', ...ailment });
  });
});
