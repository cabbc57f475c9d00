import { accountPageRoutes } from "./accounts/account-page.ts";
import { accountRoutes } from "./accounts/accounts-page.ts";
import { agencyHeadRoutes } from "./accounts/agency-head.ts";
import { codeRoutes } from "./accounts/code-page.ts";
import { enrolmentRoutes } from "./accounts/enrolment-page.ts";
import { invitationRoutes } from "./accounts/invitation-page.ts";
import { ownAccountRoutes } from "./accounts/own-account-page.ts";
import { ownSecondFactorRoutes } from "./accounts/own-second-factor.ts";
import { secondFactorRoleRoutes } from "./accounts/second-factor-roles.ts";
import { signInRoutes } from "./accounts/sign-in-page.ts";
import { agencyRoutes } from "./agencies/agencies-page.ts";
import { aliasRoutes } from "./aliases/aliases-page.ts";
import { auditRoutes } from "./audit/audit-page.ts";
import { broadcastRoutes } from "./broadcasts/broadcast-page.ts";
import { composeRoutes } from "./broadcasts/compose-page.ts";
import { ledgerRoutes } from "./broadcasts/ledger-page.ts";
import { testRecipientRoutes } from "./broadcasts/test-recipients-page.ts";
import { transitionRoutes } from "./broadcasts/transition-routes.ts";
import { changeRoutes } from "./catalog/changes-page.ts";
import { closureRoutes } from "./catalog/closures-page.ts";
import { holidayRoutes } from "./catalog/holidays-page.ts";
import { draftedPointRoutes } from "./catalog/points/points-page.ts";
import { procedureCodeRoutes } from "./catalog/procedures/codes-page.ts";
import { procedureEnglishRoutes } from "./catalog/procedures/english-page.ts";
import { factRoutes } from "./catalog/procedures/fact-page.ts";
import { guideRoutes } from "./catalog/procedures/guide-page.ts";
import { newProcedureRoutes } from "./catalog/procedures/new-procedure-page.ts";
import { procedureRoutes } from "./catalog/procedures/procedures-page.ts";
import { questionRoutes } from "./catalog/procedures/question-page.ts";
import { procedureTextRoutes } from "./catalog/procedures/text-page.ts";
import { trialRoutes } from "./catalog/trial-page.ts";
import { versionRoutes } from "./catalog/version-page.ts";
import { versionStepRoutes } from "./catalog/version-steps.ts";
import { versionListRoutes } from "./catalog/versions-page.ts";
import { catalogDueRoutes } from "./catalog-due/due-page.ts";
import { catalogImportRoutes } from "./catalog-import/import-page.ts";
import { contactRoutes } from "./dossiers/contact-page.ts";
import { dossierRoutes } from "./dossiers/dossiers-page.ts";
import { agencyWordRoutes } from "./dossiers/import/agency-words-page.ts";
import { faultyRowRoutes } from "./dossiers/import/faulty-rows-page.ts";
import { importRoutes } from "./dossiers/import/import-page.ts";
import { importMeaningRoutes } from "./dossiers/import/meaning-page.ts";
import { importReadingRoutes } from "./dossiers/import/reading-page.ts";
import { importUndoRoutes } from "./dossiers/import/undo-import.ts";
import { slipRoutes } from "./dossiers/slip-page.ts";
import { undeliveredRoutes } from "./dossiers/undelivered-page.ts";
import { undoRoutes } from "./dossiers/undo-page.ts";
import { updateRoutes } from "./dossiers/update-page.ts";
import { figureRoutes } from "./figures/figures-page.ts";
import { describeRoutes } from "./framework/openapi.ts";
import type { DeskRoute } from "./framework/route.ts";
import { channelRoutes } from "./home/channels-page.ts";
import { homeRoutes } from "./home/home-page.ts";
import { everybody } from "./identity/roles.ts";
import { cannedRoutes } from "./inbox/canned-page.ts";
import { inboxRoutes } from "./inbox/inbox-page.ts";
import { pressRoutes } from "./inbox/press-routes.ts";
import { replyRoutes } from "./inbox/reply-routes.ts";
import { talkRoutes } from "./inbox/talk-page.ts";
import { linkCountRoutes } from "./links/counts-page.ts";
import { chatLinkRoutes } from "./links/links-page.ts";
import { manualRoutes } from "./manual/manual-page.ts";
import { noticeAddressRoutes } from "./notices/address-routes.ts";
import { noticeRoutes } from "./notices/notices-page.ts";
import { pointDayRoutes } from "./points/daily-page.ts";
import { pointEditRoutes } from "./points/point-page.ts";
import { pointListRoutes } from "./points/points-page.ts";
import { priceRoutes } from "./prices/prices-page.ts";
import { labelRoutes } from "./sentences/label-sentence.ts";
import { sentenceRoutes } from "./sentences/sentence-page.ts";
import { sentenceListRoutes } from "./sentences/sentences-page.ts";
import { trainingRoutes } from "./sentences/training-export.ts";
import { switchRoutes } from "./switch/switch-page.ts";
import { systemRoutes } from "./systems/systems-page.ts";
import { taskRoutes } from "./tasks/tasks-page.ts";

/** Every route of the desk but the one that describes them. */
const servedRoutes: readonly DeskRoute[] = [
  ...homeRoutes,
  ...channelRoutes,
  ...signInRoutes,
  ...codeRoutes,
  ...enrolmentRoutes,
  ...invitationRoutes,
  ...ownAccountRoutes,
  ...ownSecondFactorRoutes,
  ...noticeRoutes,
  ...noticeAddressRoutes,
  ...dossierRoutes,
  ...updateRoutes,
  ...undoRoutes,
  ...contactRoutes,
  ...slipRoutes,
  ...importRoutes,
  ...importReadingRoutes,
  ...importMeaningRoutes,
  ...faultyRowRoutes,
  ...importUndoRoutes,
  ...agencyWordRoutes,
  ...undeliveredRoutes,
  ...composeRoutes,
  ...broadcastRoutes,
  ...transitionRoutes,
  ...ledgerRoutes,
  ...testRecipientRoutes,
  ...inboxRoutes,
  ...talkRoutes,
  ...replyRoutes,
  ...pressRoutes,
  ...cannedRoutes,
  ...taskRoutes,
  ...figureRoutes,
  ...agencyRoutes,
  ...systemRoutes,
  ...accountRoutes,
  ...secondFactorRoleRoutes,
  ...accountPageRoutes,
  ...agencyHeadRoutes,
  ...pointListRoutes,
  ...pointEditRoutes,
  ...pointDayRoutes,
  ...chatLinkRoutes,
  ...linkCountRoutes,
  ...aliasRoutes,
  ...sentenceListRoutes,
  ...sentenceRoutes,
  ...labelRoutes,
  ...trainingRoutes,
  ...versionListRoutes,
  ...catalogImportRoutes,
  ...closureRoutes,
  ...versionRoutes,
  ...versionStepRoutes,
  ...changeRoutes,
  ...procedureRoutes,
  ...factRoutes,
  ...procedureTextRoutes,
  ...procedureCodeRoutes,
  ...newProcedureRoutes,
  ...procedureEnglishRoutes,
  ...guideRoutes,
  ...questionRoutes,
  ...draftedPointRoutes,
  ...holidayRoutes,
  ...trialRoutes,
  ...catalogDueRoutes,
  ...switchRoutes,
  ...priceRoutes,
  ...auditRoutes,
  ...manualRoutes,
];

/**
 * Every route of the desk and the roles that may use it. Only this table registers routes, and a test proves for each
 * line that every other role is refused (`test/desk/roles.test.ts`).
 */
export const deskRoutes: readonly DeskRoute[] = [
  ...servedRoutes,
  {
    method: "GET",
    path: "/openapi.json",
    roles: everybody,
    purpose: "describes what programs may do at the desk",
    handle: async () => ({
      type: "download",
      name: "openapi.json",
      mediaType: "application/json; charset=utf-8",
      content: JSON.stringify(describeRoutes(servedRoutes)),
    }),
  },
];
