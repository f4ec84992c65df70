"""Every room's pages: what strangers reach, and what only people we know."""

from kiosk.cards import cards
from kiosk.codes import typed_codes
from kiosk.doors import doors
from kiosk.line_pages import line_pages
from kiosk.pages import public
from kiosk.screens.screens import screen_pages
from kiosk.steps import beacons
from outreach.desk.figures.counting import desk_counting
from outreach.desk.figures.funnel import desk_funnel
from outreach.desk.figures.gaps import desk_gaps
from outreach.desk.figures.population import desk_population
from outreach.desk.figures.reports import desk_reports
from outreach.desk.history import desk_history
from outreach.desk.network.meetings import desk_meetings
from outreach.desk.network.network import desk_network
from outreach.desk.network.organizations import desk_organizations
from outreach.desk.network.translations_by_partners import desk_translations
from outreach.desk.offers.holidays import desk_holidays
from outreach.desk.offers.import_list import desk_import
from outreach.desk.offers.offer_dates import desk_offer_dates
from outreach.desk.offers.offer_times import desk_offer_times
from outreach.desk.offers.offer_translations import desk_offer_translations
from outreach.desk.offers.offers import desk_offers
from outreach.desk.offers.venues import desk_venues
from outreach.desk.paper.brochures import desk_brochures
from outreach.desk.paper.campaign_prints import desk_campaign_prints
from outreach.desk.paper.campaigns import desk_campaigns
from outreach.desk.paper.installer_sheets import desk_installer_sheets
from outreach.desk.paper.placement_prints import desk_placement_prints
from outreach.desk.paper.share import desk_share
from outreach.desk.paper.slips import desk_slips
from outreach.desk.people.certificates import desk_certificates
from outreach.desk.people.invitations import desk_invitations
from outreach.desk.people.people import desk_people
from outreach.desk.people.staff_cards import desk_staff_cards
from outreach.desk.placements.inspections import desk_inspections
from outreach.desk.placements.lines import desk_lines
from outreach.desk.placements.placement_lists import desk_placement_lists
from outreach.desk.placements.placement_photos import desk_placement_photos
from outreach.desk.placements.placement_plan import desk_placement_plan
from outreach.desk.placements.placement_steps import desk_placement_steps
from outreach.desk.placements.placements import desk_placements
from outreach.desk.proposals.proposal_offers import desk_proposal_offers
from outreach.desk.proposals.proposals import desk_proposals
from outreach.desk.referrals.hand_offs import desk_hand_offs
from outreach.desk.referrals.referrals import desk_referrals
from outreach.desk.routes import desk
from outreach.desk.screens.screen_previews import desk_screen_previews
from outreach.desk.screens.screens import desk_screens
from outreach.desk.scripts import desk_scripts
from outreach.hand_off.card import hand_off_card
from outreach.hand_off.entries import hand_off_entries
from outreach.hand_off.pages import hand_off
from outreach.hand_off.plain import hand_off_plain
from outreach.partners.meetings import partner_meetings
from outreach.partners.translations import partner_translations
from outreach.pilots.calendar import pilot_calendar
from outreach.pilots.profile import pilot_profile
from outreach.pilots.referrals import pilot_referrals
from outreach.pilots.routes import pilots_room
from outreach.pilots.visits import pilot_visits
from outreach.sign_in.account import account
from outreach.sign_in.demo import demo_entry
from outreach.sign_in.enrolment import enrolment
from outreach.sign_in.passkeys import passkeys
from outreach.sign_in.proof import proof
from outreach.sign_in.routes import sign_in

# Each can be served alone.
PUBLIC_ROOM = (public, line_pages, doors, cards, typed_codes, beacons, screen_pages)
STAFF_ROOM = (
    sign_in,
    enrolment,
    demo_entry,
    account,
    passkeys,
    proof,
    desk,
    desk_referrals,
    desk_proposals,
    desk_proposal_offers,
    desk_screens,
    desk_lines,
    desk_screen_previews,
    desk_counting,
    desk_funnel,
    desk_hand_offs,
    desk_people,
    desk_invitations,
    desk_staff_cards,
    desk_certificates,
    desk_import,
    desk_holidays,
    desk_network,
    desk_meetings,
    desk_translations,
    partner_meetings,
    partner_translations,
    desk_offers,
    desk_offer_times,
    desk_offer_dates,
    desk_offer_translations,
    desk_organizations,
    desk_venues,
    desk_history,
    desk_placements,
    desk_placement_steps,
    desk_placement_photos,
    desk_placement_prints,
    desk_installer_sheets,
    desk_placement_plan,
    desk_placement_lists,
    desk_inspections,
    desk_campaigns,
    desk_campaign_prints,
    desk_brochures,
    desk_share,
    desk_slips,
    desk_scripts,
    desk_gaps,
    desk_population,
    desk_reports,
    hand_off,
    hand_off_card,
    hand_off_entries,
    hand_off_plain,
    pilots_room,
    pilot_referrals,
    pilot_visits,
    pilot_profile,
    pilot_calendar,
)
