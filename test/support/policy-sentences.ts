import type { OperationEntry } from '../../shared/api/contract.ts';
import { type Role, roles, type Scope } from '../../shared/base/roles.ts';

/** Whom a sentence lets act, and on whose records: 本部门's own, also those a joint task shares, or everybody's (R14). */
export type Who = Partial<Record<Role, Scope>>;

const ownDepartment: Who = { 'department-admin': 'own', officer: 'own' };
const leadOrOffice: Who = { 'department-admin': 'own', office: 'any' };
const ownInspection: Who = { officer: 'own', inspector: 'own' };

/**
 * Who may do what, sentence by sentence, from the rules (domain R3, R5, R12, R14) and the duties of the roles, and not
 * from the contract table: `office` is 联席会议办公室, `department-admin` the head of a department's section, `officer`
 * its clerk, `inspector` a member of the teams, `supervisor` the county government; `sysadmin`, `secadmin` and `auditor`
 * are the three administrators of 等保三级.
 */
export const writeSentences: Readonly<Record<string, { readonly may: Who; readonly operations: readonly string[] }>> = {
  'a department keeps its own item list, registries and expert register, and nobody keeps them for it': {
    may: ownDepartment,
    operations: [
      ...['createItem', 'updateItem', 'deactivateItem', 'tagItems'],
      ...['createObject', 'updateObject', 'deactivateObject', 'tagObjects'],
      ...['createInspector', 'updateInspector', 'deactivateInspector', 'tagInspectors'],
      ...['createExpert', 'updateExpert', 'deactivateExpert', 'tagExperts'],
      ...['createImport', 'stageImport', 'activateImport', 'discardImport'],
    ],
  },
  'a department asks for what frames may lose, and answers what another or a colleague asks for': {
    may: ownDepartment,
    operations: ['requestChange', 'consentToChange', 'refuseChange', 'withdrawChange'],
  },
  'a department joins the supervision of an object and leaves it for itself, and hands one over or takes it over': {
    may: ownDepartment,
    operations: ['joinObject', 'leaveObject', 'offerObject', 'endOffer', 'takeOverObject'],
  },
  'a registry is had as a file by clerks and heads of departments and by the office, as far as they read it': {
    may: { 'department-admin': 'joint', officer: 'joint', office: 'any' },
    operations: ['createExport'],
  },
  'the office alone brings in the classes of risk, of which it enters and decides no other fact': {
    may: { office: 'any' },
    operations: ['announceClassFile', 'checkClassFile', 'activateClassFile', 'discardClassFile'],
  },
  'an activated import is undone by two people of the department that keeps the registry, or of the office': {
    may: { ...ownDepartment, office: 'any' },
    operations: ['undoImport', 'approveUndo'],
  },
  'a department writes its own plans, submits them or takes them back, deletes drafts, opens or gives up adjustments': {
    may: ownDepartment,
    operations: [
      ...['createPlan', 'updatePlan', 'submitPlan', 'takeBackPlan', 'adjustPlan', 'abandonAdjustment'],
      ...['discardPlan', 'restorePlan', 'consultPlan'],
    ],
  },
  'a department consents to its part in a joint plan or objects to it, and the office for none': {
    may: { 'department-admin': 'joint', officer: 'joint' },
    operations: ['answerPlan'],
  },
  'the joint meeting’s office alone approves or returns a plan, of every department': {
    may: { office: 'any' },
    operations: ['approvePlan', 'returnPlan'],
  },
  'an approved plan is published, a finished one closed or reopened, by the office or the head of the own department': {
    may: leadOrOffice,
    operations: ['publishPlan', 'closePlan', 'reopenPlan'],
  },
  'whoever reads a plan or a campaign may see what it would draw': {
    may: {
      'department-admin': 'joint',
      officer: 'joint',
      inspector: 'joint',
      office: 'any',
      supervisor: 'any',
      auditor: 'any',
    },
    operations: ['previewEntry', 'previewCampaign'],
  },
  'a department drafts its own campaigns, submits them or takes them back, publishes and sums them up': {
    may: ownDepartment,
    operations: [
      ...['createCampaign', 'updateCampaign', 'submitCampaign', 'takeBackCampaign'],
      ...['publishCampaign', 'closeCampaign'],
    ],
  },
  'a campaign is approved or returned by the head of its department, or by the office': {
    may: leadOrOffice,
    operations: ['approveCampaign', 'returnCampaign'],
  },
  'the head alone cancels a campaign and opens one again that was summed up': {
    may: { 'department-admin': 'own' },
    operations: ['cancelCampaign', 'reopenCampaign'],
  },
  'whoever purchases, invites tenders, gives land or honours looks one subject up, and records what was decided': {
    may: { 'credit-user': 'own' },
    operations: ['lookUp', 'recordSanction', 'liftSanction', 'withdrawSanction'],
  },
  'a department looks a subject up for a matter of supervision': {
    may: { 'department-admin': 'own', officer: 'own' },
    operations: ['lookUpForSupervision'],
  },
  'a department proposes that one of its objects is watched for a time, and records that it advised it': {
    may: { 'department-admin': 'own', officer: 'own' },
    operations: ['proposeTrustPeriod', 'addGuidance'],
  },
  'a period of trust is approved, or ended before its time, by the head of its department or by the office': {
    may: { 'department-admin': 'own', office: 'any' },
    operations: ['approveTrustPeriod', 'revokeTrustPeriod'],
  },
  'what was proposed of a period of trust is dropped by its department or by the office': {
    may: { 'department-admin': 'own', officer: 'own', office: 'any' },
    operations: ['dropTrustPeriod'],
  },
  'the figures that the county fixes are proposed and decided in the joint meeting’s office': {
    may: { office: 'any' },
    operations: ['createSettingFile', 'proposeSetting', 'approveSetting', 'refuseSetting', 'withdrawSetting'],
  },
  'a plan is rehearsed by whoever plans: departments what they share in, the office all': {
    may: { 'department-admin': 'joint', officer: 'joint', office: 'any' },
    operations: ['startRehearsal'],
  },
  'a slip is handed out by a department that takes part in the draw': {
    may: { 'department-admin': 'joint', officer: 'joint' },
    operations: ['issueSlip'],
  },
  'the key of a draw goes to the county government or the auditor, who publish that they have opened it': {
    may: { supervisor: 'any', auditor: 'any' },
    operations: ['requestKeyExport', 'approveKeyExport', 'collectKeyExport', 'recordKeyCheck'],
  },
  'a draw is frozen, committed and carried through by the head of the leading department or by the office': {
    may: leadOrOffice,
    operations: [
      ...['freezeBatch', 'commitBatch', 'moveToCeremony', 'takeRandomness', 'submitBeacon'],
      ...['drawBatch', 'dispatchBatch', 'restartProcess', 'publishDrawList'],
    ],
  },
  'a party of a ceremony speaks for its own department only, and the office for none of them': {
    may: ownDepartment,
    operations: ['submitCommitment', 'revealSecret'],
  },
  'the notary’s part in a ceremony is entered by the office': {
    may: { office: 'any' },
    operations: ['submitNotaryCommitment', 'revealDice'],
  },
  'a void is asked for by the head of the leading department or the office': {
    may: leadOrOffice,
    operations: ['requestVoid'],
  },
  'the convener alone consents to a second repeat of a draw in a year, and takes the consent back': {
    may: { convener: 'any' },
    operations: ['consentToRepeat', 'withdrawRepeatConsent'],
  },
  'the office alone approves a void': { may: { office: 'any' }, operations: ['approveVoid'] },
  'a participant says that a drawn object cannot be inspected; clerks, heads and the office may': {
    may: { 'department-admin': 'joint', officer: 'joint', office: 'any' },
    operations: ['requestReserve', 'withdrawRequest'],
  },
  'a reserve is approved by the head of the leading department or the office': {
    may: leadOrOffice,
    operations: ['approveReserve'],
  },
  'a department asks for another member of a team, and the office for none': {
    may: { 'department-admin': 'joint', officer: 'joint' },
    operations: ['requestTeamChange'],
  },
  'a change of a team is decided, and any request refused, by heads of departments or the office': {
    may: { 'department-admin': 'joint', office: 'any' },
    operations: ['approveTeamChange', 'refuseRequest'],
  },
  'the team of a participant says that its part is over, the lead’s that the visit is, and never the joint meeting (R3)':
    {
      may: { officer: 'joint', inspector: 'joint' },
      operations: ['completeVisit', 'endVisit', 'recordNonPerformance'],
    },
  'a department’s team and clerks enter its own results with their evidence, and nobody else (R3)': {
    may: ownInspection,
    operations: [
      ...['saveResult', 'clearResult', 'submitResult', 'takeBackResult'],
      ...['createEvidence', 'confirmEvidence', 'removeEvidence'],
    ],
  },
  'who may enter for the team asks for another day on which its part was over, and withdraws that': {
    may: ownInspection,
    operations: ['requestCompletionCorrection', 'withdrawCompletionCorrection'],
  },
  'another day is decided within the department, by clerks or the head': {
    may: ownDepartment,
    operations: ['approveCompletionCorrection', 'refuseCompletionCorrection'],
  },
  'a result is approved, returned and taken up again within its department, by clerks or the head': {
    may: ownDepartment,
    operations: ['approveResult', 'returnResult', 'correctResult', 'abandonCorrection'],
  },
  'a department publishes its own results, and asks for and decides their withholding itself': {
    may: ownDepartment,
    operations: [
      'publishResult',
      'requestWithholding',
      'withdrawWithholding',
      'approveWithholding',
      'refuseWithholding',
    ],
  },
  'a department asks itself that rows of its published results be shown no longer, and takes that back': {
    may: ownDepartment,
    operations: ['requestStop', 'withdrawStop'],
  },
  'a department’s clerks and head enter objections to its results, take them up or not, and enter that one was taken back':
    {
      may: ownDepartment,
      operations: ['fileObjection', 'acceptObjection', 'refuseObjection', 'withdrawObjection'],
    },
  'the joint meeting’s office alone says whose conclusions may be recognised by whom': {
    may: { office: 'any' },
    operations: ['createRecognisableItem', 'updateRecognisableItem'],
  },
  'whoever enters a department’s results recognises for it what another has published': {
    may: ownInspection,
    operations: ['recogniseResult'],
  },
  'a department’s clerks and head confirm a recognition whose source was corrected, or give it up': {
    may: ownDepartment,
    operations: ['confirmRecognition', 'withdrawRecognition'],
  },
  'a department’s clerks and head hand out the codes of inspected subjects, and revoke those that were lost': {
    may: ownDepartment,
    operations: ['issueSubjectCode', 'revokeSubjectCode'],
  },
  'the head alone decides an objection': {
    may: { 'department-admin': 'own' },
    operations: ['upholdObjection', 'dismissObjection'],
  },
  'a department’s clerks and head list what it shares, ask others, and answer, open and end requests': {
    may: ownDepartment,
    operations: [
      ...['createShareEntry', 'updateShareEntry', 'fileShareRequest', 'grantShareRequest', 'openShareRequest'],
      'closeShareRequest',
    ],
  },
  'whoever works for a department logs what shared data it has read': {
    may: { ...ownDepartment, inspector: 'own' },
    operations: ['logShareUse'],
  },
  'a department’s clerks and head ask for shared data to be checked, take that back, and answer others': {
    may: ownDepartment,
    operations: ['fileDataCheck', 'withdrawDataCheck', 'correctData', 'upholdData'],
  },
  'the head alone takes an entry out, refuses a request, extends its time and disputes a refusal': {
    may: { 'department-admin': 'own' },
    operations: ['removeShareEntry', 'refuseShareRequest', 'extendShareRequest', 'disputeShareRequest'],
  },
  'the office or the county government decides a dispute about sharing': {
    may: { office: 'any', supervisor: 'any' },
    operations: ['decideShareDispute'],
  },
  'the head alone agrees that rows of a result are shown no longer, refuses it, and shows them again': {
    may: { 'department-admin': 'own' },
    operations: ['approveStop', 'refuseStop', 'resumePublication'],
  },
  'a department’s clerks and head register, handle, pass on and answer its leads, and nobody does it for them': {
    may: ownDepartment,
    operations: [
      ...['registerLead', 'findSimilarLeads', 'updateLead', 'acceptLead', 'rejectLead', 'passLeadOn', 'mergeLead'],
      ...['classifyUnlicensed', 'recordUnlicensedOutcome', 'recheckUnlicensed'],
      ...['concludeLead', 'answerLead', 'closeLead', 'readInformant', 'createLeadImport', 'startLeadImport'],
    ],
  },
  'the head alone concludes a lead unchecked, extends its time and names who handles it': {
    may: { 'department-admin': 'own' },
    operations: ['concludeLeadWithoutCheck', 'extendLead', 'nameHandlers'],
  },
  'a department’s clerks and head order a check on a lead, send it out when it is approved, or enter with an urgent reason (R19)':
    {
      may: ownDepartment,
      operations: ['createCheckOrder', 'submitCheckOrder', 'withdrawCheckOrder', 'dispatchCheck', 'enterUrgently'],
    },
  'the head alone approves a check, before entry or after (R19)': {
    may: { 'department-admin': 'own' },
    operations: ['approveCheckOrder', 'refuseCheckOrder', 'approveCheckLate', 'refuseCheckLate'],
  },
  'a closed lead is opened again by the head, the office or the county government': {
    may: { 'department-admin': 'own', office: 'any', supervisor: 'any' },
    operations: ['reopenLead'],
  },
  'officers of whoever receives a follow-up sign, return and answer it; those of its sender redirect, send back and call it':
    {
      may: ownDepartment,
      operations: [
        ...['receiveFollowUp', 'returnFollowUp', 'reportFollowUp'],
        ...['orderRectification', 'reportRectified', 'recheckRectification', 'grantExemption'],
        ...['redirectFollowUp', 'sendBackFollowUp', 'callFollowUp'],
        ...['writeLetter', 'serveLetter', 'receiveOnPaper', 'returnOnPaper', 'answerOnPaper'],
      ],
    },
  'officers of a department report a suspected crime and hand it over, and those of the police sign, file and decline it':
    {
      may: ownDepartment,
      operations: [
        ...['proposeTransfer', 'handOver', 'receiveTransfer', 'fileTransfer', 'declineTransfer', 'returnTransfer'],
        ...['deliverGoods', 'upholdTransfer', 'reverseTransfer', 'closeTransfer'],
      ],
    },
  'its parties and the county government read a transfer, which is written down': {
    may: { ...ownDepartment, supervisor: 'any' },
    operations: ['readTransfer'],
  },
  'the head alone decides in writing whether a suspected crime is transferred, and asks for a review': {
    may: { 'department-admin': 'own' },
    operations: ['approveTransfer', 'refuseTransfer', 'askReview'],
  },
  'officers of the competent department tell a subject before it is listed, record what it says and ask for its removal':
    {
      may: ownDepartment,
      operations: [
        ...[
          'suggestListing',
          'notifyListing',
          'contestListing',
          'answerListing',
          'requestRemoval',
          'requestRevocation',
        ],
      ],
    },
  'officers of the department that brings a list upload its files, have them compared and apply them, each another person':
    {
      may: ownDepartment,
      operations: ['createListFile', 'startListFile', 'applyListFile', 'discardListFile'],
    },
  'the head alone decides who is listed, who is removed and what is revoked': {
    may: { 'department-admin': 'own' },
    operations: ['enterOnList', 'dropListing', 'approveRemoval', 'revokeListing'],
  },
  'officers of the department that made a record enter an application for repair, ask for papers and accept it or not':
    {
      may: ownDepartment,
      operations: ['fileRepair', 'askForPapers', 'supplyPapers', 'acceptRepair', 'notAcceptRepair', 'withdrawRepair'],
    },
  'the head alone decides about a repair, and cancels one': {
    may: { 'department-admin': 'own' },
    operations: ['grantRepair', 'refuseRepair', 'cancelRepair'],
  },
  'a follow-up is confirmed by its sender or the office': {
    may: { 'department-admin': 'own', officer: 'own', office: 'any' },
    operations: ['confirmFollowUp'],
  },
  'the head alone disputes a return, extends the time to answer and cancels a follow-up': {
    may: { 'department-admin': 'own' },
    operations: ['disputeFollowUp', 'extendFollowUp', 'cancelFollowUp'],
  },
  'the office or the county government decides whose a follow-up is, and opens a closed one again': {
    may: { office: 'any', supervisor: 'any' },
    operations: ['decideFollowUp', 'reopenFollowUp'],
  },
  'whoever has an inbox ticks off what is in it': {
    may: { 'department-admin': 'own', officer: 'own', inspector: 'own', office: 'any', supervisor: 'any' },
    operations: ['readNotice'],
  },
  'the system administrator alone loads the State Council’s calendar': {
    may: { sysadmin: 'any' },
    operations: ['loadCalendarYear'],
  },
};

const inspections: Who = {
  'department-admin': 'joint',
  officer: 'joint',
  inspector: 'joint',
  office: 'any',
  supervisor: 'any',
  auditor: 'any',
};
const own: Who = { ...inspections, 'department-admin': 'own', officer: 'own', inspector: 'own' };
/** Whoever only looks subjects up sees nothing else. */
const others = roles.filter((role) => role !== 'credit-user');
const all = Object.fromEntries(others.map((role) => [role, 'any'])) as Who;
const itself = Object.fromEntries(others.map((role) => [role, 'own'])) as Who;
const { auditor: _, ...inbox } = own;
const { inspector: ___, ...leadReaders } = own;
const { inspector: __, ...planners } = inspections;

/** Every step that needs a login; `but` names operations that are read by others. */
export const readSentences: Readonly<
  Record<string, { readonly may: Who; readonly but?: Readonly<Record<string, Who>> }>
> = {
  // The item list is no secret between departments: a joint plan is put together from all of them.
  items: { may: { ...inspections, 'department-admin': 'any', officer: 'any', inspector: 'any' } },
  objects: { may: inspections },
  inspectors: { may: inspections },
  experts: { may: inspections },
  changes: { may: ownDepartment },
  imports: { may: inspections },
  exports: { may: { 'department-admin': 'joint', officer: 'joint', office: 'any' } },
  plans: {
    may: inspections,
    but: { listJointItems: { ...inspections, 'department-admin': 'any', officer: 'any', inspector: 'any' } },
  },
  // Hot items tell of leads.
  campaigns: { may: inspections, but: { listHotItems: leadReaders } },
  // What was asked and decided; the subject reads that it was asked.
  lookups: {
    may: { 'credit-user': 'own', ...ownDepartment, office: 'any', supervisor: 'any', auditor: 'any' },
    // What is looked up for supervision is not for who purchases: it would tell of inspections.
    but: {
      listSupervisionLookups: { ...ownDepartment, office: 'any', supervisor: 'any', auditor: 'any' },
      getSupervisionLookup: { ...ownDepartment, office: 'any', supervisor: 'any', auditor: 'any' },
    },
  },
  // Of the own department, and of subjects that it keeps or supervises; whoever only looks subjects up learns of no record or score.
  creditRecords: { may: inspections },
  // It says which parts of frames an object is left out of.
  trust: { may: { ...inspections, 'department-admin': 'any', officer: 'any', inspector: 'any' } },
  rehearsals: { may: planners },
  // The files of a draw are for those who lead it; they name nobody.
  draws: {
    may: { ...inspections, convener: 'any' },
    but: { getBatchFrame: { 'department-admin': 'joint', office: 'any' }, listOverCap: inspections },
  },
  amendments: { may: inspections },
  // A lead is internal to its department; who inspects learns of it by the order of the check.
  // The file of a platform tells who complained.
  leads: { may: leadReaders, but: { getLeadImport: ownDepartment, getLeadImportReport: ownDepartment } },
  // An order tells of its lead.
  checks: { may: leadReaders },
  // Who had a key opened for what is read by those who oversee it.
  keys: { may: { supervisor: 'any', auditor: 'any' } },
  tasks: { may: inspections },
  results: { may: inspections },
  publication: { may: inspections },
  // Whoever sends, receives or has a copy, by their officers.
  // A suspected crime is for its parties and the county government, whatever else the office and the auditor read.
  followUps: {
    may: leadReaders,
    but: {
      listTransfers: { ...ownDepartment, supervisor: 'any' },
    },
  },
  // Who is listed is public by another way; what is being decided is internal to who decides.
  listEntries: { may: leadReaders },
  // What is asked about a record is internal to whose record it is; the subject reads its own.
  repairs: { may: leadReaders },
  // What is compared and not applied yet is nobody's entry.
  listFiles: { may: leadReaders },
  // What somebody holds against a result is internal to the department whose result it is.
  objections: { may: leadReaders },
  // The list everybody may know; what can be taken over those who enter.
  recognition: {
    may: leadReaders,
    but: {
      listRecognisableItems: { ...inspections, 'department-admin': 'any', officer: 'any', inspector: 'any' },
      listRecentConclusions: own,
    },
  },
  // To whom a code was handed.
  subjectCodes: { may: ownDepartment },
  // What is shared everybody may know; who asks whom concerns the two.
  sharing: {
    may: leadReaders,
    but: { listShareCatalogue: { ...inspections, 'department-admin': 'any', officer: 'any', inspector: 'any' } },
  },
  deadlines: { may: own },
  // Whoever has something to do, for themselves; who looks subjects up, what they have to lift.
  todo: { may: { ...itself, 'credit-user': 'own' } },
  notices: { may: inbox },
  calendar: { may: all },
  settings: { may: all },
  audit: { may: { auditor: 'any' } },
  accounts: {
    may: { ...itself, 'credit-user': 'own' },
    but: { getPolicy: { sysadmin: 'any', secadmin: 'any', auditor: 'any' } },
  },
};

/** Who may call an operation that needs a login, by the sentences; undefined where no sentence speaks of it. */
export function whoMay({ operation, step, route }: OperationEntry): Who | undefined {
  if (route.method !== 'GET')
    return Object.values(writeSentences).find(({ operations }) => operations.includes(operation))?.may;
  const sentence = readSentences[step];
  return sentence?.but?.[operation] ?? sentence?.may;
}
