### Every word an operator reads, on the screen and on the command line. A number NAME is handed in twice: $NAME chooses
### the plural, $NAME-text is the number as people write it.

## The program and its places

app-name = PartnerDeck

## Tasks, roles, clouds

task-see-customers = see customers
task-add-customer = add a customer
task-update-account = update account info
task-tag-customers = tag customers
task-add-users = add users
task-hand-over-passwords = hand over first passwords
task-see-activity = read the activity log
task-keep-book = look after the book

role-global-admin = global admin
role-admin-agent = admin agent
role-sales-agent = sales agent
role-helpdesk-agent = helpdesk agent
role-user-admin = user management admin
role-billing-admin = billing admin

cloud-global = Global
cloud-us-gov = US Government
cloud-germany = Germany
cloud-china = 21Vianet
cloud-germany-closed = Microsoft Cloud Germany is closed: no customer can be added there since 2018. Add the customer in the global cloud instead.
cloud-users-in-azure-portal = In this cloud users are added in the Azure portal, https://portal.azure.us.
cloud-users-in-office-admin = In this cloud users are added in the Office admin portal, https://portal.office.de.
cloud-users-china-note = In this cloud a user's password can't be reset from here.

## Failures of an operation

## Account rules: problems and remedies of fields

## Users files: problems and remedies of rows

## Book import and export

## The store

## Search, filters, lists

## Operations: steps and consequences of plans

## Command line

## Screen: shell, list, detail

## Screen: edit, many users, wizards
