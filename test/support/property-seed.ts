import fc from 'fast-check';

// The same cases on every machine, so that a red run can be looked at; FAST_CHECK_SEED explores others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 411_422) });
