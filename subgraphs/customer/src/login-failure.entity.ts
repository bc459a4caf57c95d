import { defineEntity, p } from '@mikro-orm/core';

/** Failed sign-ins of an email address within one window. By digest, since people type passwords into wrong fields. */
export const LoginFailure = defineEntity({
  name: 'LoginFailure',
  tableName: 'login_failure',
  properties: {
    emailDigest: p.string().length(64).primary(),
    failures: p.integer(),
    windowStartedAt: p.datetime(6),
  },
});
