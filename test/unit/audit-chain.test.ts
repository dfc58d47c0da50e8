import { describe, expect, test } from 'vitest';
import {
  type AuditEvent,
  brokenAt,
  type ChainHead,
  chainEvent,
  emptyChain,
} from '../../shared/domain/audit/audit-chain.ts';
import { anEvent } from '../support/stored-rows.ts';

const headOf = (event: AuditEvent): ChainHead => ({ seq: event.seq, hash: event.hash });

/** An event that is sound in itself: its hash covers what it says, whatever it says of the one before. */
const soundAfter = (head: ChainHead, action = 'act'): AuditEvent => chainEvent('notice', 'n1', head, anEvent(action));

const first = soundAfter(emptyChain, 'create');
const second = soundAfter(headOf(first));
const third = soundAfter(headOf(second));

describe('a chain of audit events (R13)', () => {
  test('holds when every event follows from the one before, up to where its record says', () => {
    expect(brokenAt([first, second, third], headOf(third))).toBeUndefined();
    expect(brokenAt([], emptyChain)).toBeUndefined();
  });

  test('is broken after an event that was replaced by another sound one, though nothing else was touched', () => {
    const forged = soundAfter(headOf(first), 'approve');
    expect(brokenAt([first, forged, third], headOf(third))).toBe(3);
    expect(brokenAt([soundAfter(emptyChain, 'approve'), second, third], headOf(third))).toBe(2);
  });

  test('is broken where a number is left out, though what follows was linked to what is left', () => {
    const skipping = soundAfter({ seq: 2, hash: first.hash });
    expect(brokenAt([first, skipping], headOf(skipping))).toBe(2);
    const late = soundAfter({ seq: 1, hash: '' });
    expect(brokenAt([late], headOf(late))).toBe(1);
  });

  test('is broken where an event stands twice', () => {
    expect(brokenAt([first, first, second], headOf(second))).toBe(2);
  });

  test('is broken at an event that does not say what its hash covers', () => {
    expect(brokenAt([first, { ...second, actor: 'somebody-else' }, third], headOf(third))).toBe(2);
  });

  test('is broken after its last event when its record has seen more, or fewer, or others', () => {
    expect(brokenAt([first, second], headOf(third))).toBe(3);
    expect(brokenAt([first, second], { seq: 5, hash: second.hash })).toBe(3);
    expect(brokenAt([first, second, third], headOf(second))).toBe(3);
    expect(brokenAt([first, second, third], { seq: 2, hash: third.hash })).toBe(3);
    expect(brokenAt([first, second], { seq: 2, hash: soundAfter(headOf(first), 'approve').hash })).toBe(3);
  });
});
