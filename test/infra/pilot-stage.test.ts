import { describe, expect, test } from 'vitest';
import { apiParts, parts, type Resource, type StackPart, synth } from '../support/infra.ts';

const region = 'eu-central-1';
const withFirewall = synth({ region });
const pilot = synth({ region, settings: { firewall: false } });
const firewallKinds = ['AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation', 'AWS::WAFv2::LoggingConfiguration'];
/** A firewall brings its log, which WAF wants to be named so. */
const isOfFirewall = ({ Type, Properties }: Resource): boolean =>
  firewallKinds.includes(Type) ||
  (Type === 'AWS::Logs::LogGroup' && JSON.stringify(Properties.LogGroupName).includes('aws-waf-logs-'));

/** The emulator of AWS is deployed to with the settings of a pilot, so this is what it does not prove. */
describe('a stage without a firewall', () => {
  test.each(parts)('has in its stack %s every other resource, and each as it is with one', (part) => {
    const others = Object.entries(withFirewall[part].Resources).filter(([, resource]) => !isOfFirewall(resource));
    expect(pilot[part].Resources).toEqual(Object.fromEntries(others));
  });

  test('is not what a stage has unless it asks for it', () => {
    const kindsIn = (part: StackPart) =>
      Object.values(withFirewall[part].Resources)
        .map(({ Type }) => Type)
        .filter((type) => firewallKinds.includes(type));
    expect(kindsIn('access')).toEqual([
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACL',
      'AWS::WAFv2::LoggingConfiguration',
    ]);
    for (const part of apiParts) expect(kindsIn(part)).toEqual(['AWS::WAFv2::WebACLAssociation']);
  });
});
