import { accountPageRoutes } from "./accounts/account-page.ts";
import { accountRoutes } from "./accounts/accounts-page.ts";
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
import { catalogDueRoutes } from "./catalog-due/due-page.ts";
import { dossierRoutes } from "./dossiers/dossiers-page.ts";
import { importRoutes } from "./dossiers/import/import-page.ts";
import { undeliveredRoutes } from "./dossiers/undelivered-page.ts";
import { updateRoutes } from "./dossiers/update-page.ts";
import { figureRoutes } from "./figures/figures-page.ts";
import type { DeskRoute } from "./framework/route.ts";
import { homeRoutes } from "./home-page.ts";
import { linkCountRoutes } from "./links/counts-page.ts";
import { chatLinkRoutes } from "./links/links-page.ts";
import { pointEditRoutes } from "./points/point-page.ts";
import { pointListRoutes } from "./points/points-page.ts";
import { switchRoutes } from "./switch/switch-page.ts";
import { systemRoutes } from "./systems/systems-page.ts";
import { taskRoutes } from "./tasks/tasks-page.ts";

/**
 * Every route of the desk and the roles that may use it. Only this table registers routes, and a test proves for each
 * line that every other role is refused (`test/desk/roles.test.ts`).
 */
export const deskRoutes: readonly DeskRoute[] = [
  ...homeRoutes,
  ...signInRoutes,
  ...codeRoutes,
  ...enrolmentRoutes,
  ...invitationRoutes,
  ...ownAccountRoutes,
  ...ownSecondFactorRoutes,
  ...dossierRoutes,
  ...updateRoutes,
  ...importRoutes,
  ...undeliveredRoutes,
  ...composeRoutes,
  ...broadcastRoutes,
  ...transitionRoutes,
  ...ledgerRoutes,
  ...testRecipientRoutes,
  ...taskRoutes,
  ...figureRoutes,
  ...agencyRoutes,
  ...systemRoutes,
  ...accountRoutes,
  ...secondFactorRoleRoutes,
  ...accountPageRoutes,
  ...pointListRoutes,
  ...pointEditRoutes,
  ...chatLinkRoutes,
  ...linkCountRoutes,
  ...aliasRoutes,
  ...catalogDueRoutes,
  ...switchRoutes,
  ...auditRoutes,
];
