### Every word an operator reads, on the screen and on the command line. A number NAME is handed in twice: $NAME chooses
### the plural, $NAME-text is the number as people write it.

## The program and its places

app-name = PartnerDeck

# A term and its other names, one term a line; the lines are not shown, only searched.
words-alike =
    license = licence
    e-mail = email
    synchronis = synchroniz

## Tasks, roles, clouds

task-see-customers = see customers
task-export-customers = export customers
task-add-customer = add a customer
task-add-customer-for-reseller = add a customer for an indirect reseller
task-link-resellers = look after the partnerships with indirect resellers
task-update-account = update account info
task-tag-customers = tag customers
task-remove-relationship = remove a relationship
task-request-relationship = invite a company
task-switch-by-paper = switch an Azure subscription by the signed form
task-transfer-electronically = transfer subscriptions electronically
task-see-users = see users
task-add-users = add a user
task-add-many-users = add many users
task-edit-users = edit users
task-delete-users = delete users
task-restore-users = restore users
task-reset-admin-password = reset the password of a global administrator
task-reset-password = reset a password
task-assign-directory-roles = assign directory roles
task-hand-over-passwords = hand over first passwords
task-see-licenses = see licenses
task-assign-licenses = assign and revoke licenses
task-manage-subscriptions = manage subscriptions
task-cancel-subscriptions = cancel subscriptions
task-cancel-azure = cancel an Azure subscription
task-buy-subscriptions = add a subscription
task-manage-marketplace = manage marketplace subscriptions
task-see-entitlements = see reservations and software
task-confirm-agreement = attest the customer agreement
task-set-government-qualification = set the government community cloud as qualification
task-set-qualification = set a qualification
task-set-support-contact = see and set support contacts
task-see-service-requests = see service requests
task-see-activity = read the activity log
task-keep-book = look after the book

role-global-admin = global admin
role-admin-agent = admin agent
role-sales-agent = sales agent
role-helpdesk-agent = helpdesk agent
role-user-admin = user management admin
role-billing-admin = billing admin

cloud-global = Global
cloud-global-short = Global
cloud-us-gov = US Government
cloud-us-gov-short = US Gov
cloud-germany = Germany
cloud-germany-short = Germany
cloud-china = 21Vianet
cloud-china-short = 21Vianet
cloud-germany-closed = Microsoft Cloud Germany is closed: no customer and no service could be added there since 2018, and its directory ended on 2021-10-29. A customer moves to a European region of the global cloud: sign in to Partner Center as global admin, { $address }, open the overview page, and choose the European tenant that is there or enrol a new one. It fails when you are no global admin, or when that tenant is not in Europe or not active.
cloud-users-in-azure-portal = In this cloud users are managed in the Azure portal, { $address }.
cloud-users-in-office-admin = In this cloud users are managed in the Office admin portal, { $address }, or in the Azure portal.
cloud-users-china-note = In this cloud a user's password can't be reset from here.
cloud-invitation-germany-note = In this cloud the admin rights of an invitation can't be declined.
cloud-license-based-only = In this cloud subscriptions are license-based only: there is no Azure to buy.
cloud-licenses-in-azure-portal = In this cloud licenses are seen and assigned in the Azure portal, { $address }.
cloud-licenses-in-office-admin = In this cloud licenses are seen and assigned in the Office admin portal, { $address }, or in the license portal of the directory.
cloud-licenses-in-office-admin-china = In this cloud licenses are seen and assigned in the Office admin portal of 21Vianet, { $address }.
cloud-no-azure-china = In this cloud partners sell no Azure. Azure is administered in its own portal, { $address }.
cloud-no-entitlements = Reservations and software are sold in the global cloud only.
cloud-no-indirect-model = Indirect resellers work in the global cloud only. Add the customer as your own.
cloud-no-invitation-us-gov = In this cloud no invitation can be made here: ask for the relationship in Partner Center, { $address }.
cloud-no-marketplace = Marketplace products are sold in the global cloud only.
cloud-no-new-services = This cloud sells no new services.
cloud-no-qualification = Special qualifications exist in the global cloud only.
cloud-no-reset-china = In this cloud the customer's own administrator resets passwords in the Office admin portal of 21Vianet, { $address }.
cloud-no-support-china = In this cloud 21Vianet's own support looks after requests and contacts: begin at { $address }.
cloud-no-transfer = Electronic transfers exist in the global cloud only. Legacy Azure subscriptions are switched by the signed form.
cloud-own-agreement = In this cloud the agreement is part of the contract with the customer; nothing is attested here.
cloud-removal-by-support = In this cloud a relationship is removed by support: open a service request in Partner Center, { $address }.
cloud-removal-china-note = The documents of 2021 do not list this for 21Vianet, later ones do: the service judges.
cloud-removal-us-gov-note = The documents of 2021 do not list this for US Government, later ones do: the service judges.
cloud-switch-germany-note = In this cloud the admin permission must be requested from the customer first.
cloud-switch-us-gov-note = In this cloud the admin permission must be requested from the customer first.
cloud-reset-in-azure-portal = In this cloud passwords are reset in the Azure portal, { $address }.
cloud-users-read-only-fields = In this cloud users can be viewed, not changed.

partner-ask-your-provider = An indirect reseller can't do it: ask your provider.
partner-only-a-provider = Only an indirect provider has resellers.

## Failures of an operation

thing-customer = customer

failure-refused-by-role = Your role does not allow this: { $task }. These roles may: { $roles }. Nothing was changed.
failure-refused-by-cloud = { $cloud } does not have this: { $task }. { $instead } Nothing was changed.
failure-refused-by-kind = This partner can't do this: { $task }. { $instead } Nothing was changed.
remedy-of-role = Ask somebody who has one of these roles: { $roles }. If you have one of them, name it with --role or in the configuration.
failure-read-only = The book was opened read-only. Nothing was changed; start without --read-only to change it.
failure-problems = { $n ->
    [one] One problem. Nothing was changed.
   *[other] { $n-text } problems. Nothing was changed.
  }
failure-blocked = { $n ->
    [one] Something must be done first. Nothing was changed.
   *[other] { $n-text } things must be done first. Nothing was changed.
  }
failure-because = { $why } Nothing was changed.
failure-because-first = { $n ->
    [one] { $why } And one problem more. Nothing was changed.
   *[other] { $why } And { $n-text } problems more. Nothing was changed.
  }
failure-not-found = There is no { $what } «{ $asked }» in this book. Check the spelling, or look for it in the list.
failure-ambiguous = «{ $asked }» could be any of these: { $who }. Give the Microsoft ID.
failure-conflict = Somebody changed this meanwhile. Nothing was overwritten: look at the newer values, then try again.
conflict-field = you want «{ $mine }», the book now has «{ $theirs }».
conflict-field-of-both = it was «{ $base }», you want «{ $mine }», the book now has «{ $theirs }».
conflict-field-of-theirs = it was «{ $base }», the book now has «{ $theirs }».
failure-needs-confirmation = { $what } Nothing was done: repeat the command with --yes if that is right.
failure-file-exists = There is a file { $name } already. It was left as it is and nothing was changed: give the name of a new file.
failure-file = { $name }: { $why }
file-standard = Standard input or output
failure-usage = { $n-text } things in the command can't be understood.
failure-internal = PartnerDeck stopped over a fault of its own. What was saved is safe. A report stands at { $report }: please send it with what you did.
failure-interrupted = Stopped. What was done so far is safe.
failure-import-stopped =
    { $n ->
        [0] Stopped before any of { $total-text } records was taken in. Import the file again to take them in.
       *[other] Stopped after { $n-text } of { $total-text } records, which are in the book. Import the file again to take in the rest: what is there already stays as it is.
    }
failure-domain-taken-meanwhile = The domain { $domain } was taken by another account meanwhile. Nothing was changed: choose another domain.
failure-name-taken-meanwhile = A user { $name } was added meanwhile. Nothing was changed: check the file again.
failure-no-entry = There is no entry { $id } in the history. «partnerdeck activity list» shows them.
failure-in-use = The book is open in another process. Nothing was changed: close it there, or wait until it is done.
failure-in-use-by = The book is in use by process { $pid }. Nothing was changed: close it there, or wait until it is done.
failure-in-use-on = The book is in use by process { $pid } on { $host }. Nothing was changed: close it there, or wait until it is done.
failure-no-book = There is no book in { $folder } yet. Make one with «partnerdeck book import FILE» or «partnerdeck customers add --file FILE», name another with --store, or look around in the demo with --demo.
failure-not-a-book = { $folder } holds other files and no book. Nothing was changed: choose an empty or a new folder.
failure-damaged = The book is damaged: { $what }. Nothing was changed. «partnerdeck store restore BACKUP --yes» brings it back from a backup and keeps the damaged one, «partnerdeck store rescue FILE» writes what can still be read.
failure-stands-in = The book is damaged: { $what }. Nothing was changed. «partnerdeck store restore { $backup } --yes» brings it back and keeps the damaged one, «partnerdeck store rescue FILE» writes what can still be read.
failure-not-on-disk = This book is on no disk and goes with the program: there is nothing to back up or bring back. Name a book with --store.
failure-no-backup = { $file } is no backup of a book. Nothing was changed: name a file that «partnerdeck store backup» made.
failure-broken-backup = The backup { $file } was cut off or changed after its { $n ->
    [0] head
    [one] first entry
   *[other] first { $n-text } entries
}. Nothing was changed: take another backup.
failure-newer-format = The book was made by a newer PartnerDeck (format { $found-text }, this one knows { $known-text }). Nothing was changed: update the program.
failure-other-cloud = The book belongs to the cloud { $cloud }, which was fixed when it was made. Nothing was changed: leave --cloud out, or name another book with --store.
failure-seal-key-missing = The key to the sealed first passwords is missing, so they can't be opened. Everything else in the book is safe: bring the key file back, or set new passwords for these users.
failure-seal-locked = The first passwords are sealed under a passphrase that was not given. Nothing was changed: give it and do it again. The desk asks for it («passphrase» in the palette); the command line asks too, or reads it with --passphrase-file.
failure-wrong-passphrase = That is not the passphrase of the sealed passwords. Nothing was lost. Should it be forgotten, reset the passwords of the users who wait for theirs.
failure-open-to-others = Others may write in { $folder }, or it belongs to somebody else: what is put there could be read or exchanged. Nothing was written. Take the right from them (chmod go-w), or choose another folder.
failure-disk-full = The disk is full. What was saved before is safe: make room, then try again.
failure-not-writable = { $place } can't be written. Nothing was changed: check its permissions.
failure-book-trouble = The book can't be used ({ $what }): { $why } What was saved before is safe: put this right, then try again.

reason-missing = no such file or folder.
reason-no-permission = no permission.
reason-is-folder = this is a folder, a file is needed.
reason-no-folder = a part of this path is no folder.
reason-read-only-disk = the disk is read-only.
reason-disk-full = the disk is full.
reason-no-regular-file = this is no regular file. Give a file, or - for standard input or output.
reason-too-large = it is larger than anything of its kind. Divide it into several files.
reason-no-text = this is no text in UTF-8.
reason-other = { $system }.

## Account rules: problems and remedies of fields

field-company-name = Company name
field-domain = Primary domain
field-country = Country/region
field-address-line-1 = Address line 1
field-address-line-2 = Address line 2
field-city = City
field-state = State/province
field-postal-code = Postal code
field-first-name = First name
field-middle-name = Middle name
field-last-name = Last name
field-email = E-mail
field-phone = Phone
field-culture = Culture
field-language = Language
field-registration-number = Registration number
field-bill-to-first-name = Bill-to first name
field-bill-to-last-name = Bill-to last name
field-region = Region
field-alias = Alias
field-tags = Tags
field-notes = Notes

problem-missing = This must be filled in.
problem-too-long = { $count-text } of at most { $limit-text } characters.
problem-no-text = This must be text, in quotes.
problem-control-character = Tabs, line breaks and other control characters can't stand here.
remedy-leave-empty = Leave it empty.
remedy-one-of = One of these: { $list }.

problem-name-only-signs = A company name needs letters or digits.
problem-name-one-character = A company name of one character is refused.
problem-name-only-legal-form = «{ $name }» is only a legal form, not a name.
remedy-legal-name = Give the exact legal name of the company.
problem-name-ends-in-domain = The company name ends in the Internet domain .{ $ending }.
problem-name-one-character-repeated = The company name is one character repeated.
problem-name-of-a-test = This is the name of a test, not of a company.
problem-name-single-characters = The company name is made of single characters.
remedy-name-approves = The account is approved by its company name: make sure it is the legal one.

problem-domain-suffix = The primary domain must end in { $suffix }.
problem-domain-empty = Something must stand before { $suffix }.
problem-domain-letters = Before the suffix only the letters a to z and digits may stand: no blanks, hyphens or dots.
remedy-domain-prefix = Choose at most 27 letters and digits before { $suffix }.
problem-domain-taken = An account in this book has this domain: { $who }.
remedy-domain-taken = Choose another domain. A company that has a tenant already is invited instead.

problem-email = This is no e-mail address.
remedy-email = Write one address with a full domain, as in gena@wingtiptoys.com.
problem-email-microsoft = An address at microsoft.com is refused.
problem-email-of-partner = This is an address of your own domain.
remedy-email-of-customer = Give an address of the customer.
notice-partner-domain-unknown = Whether this is an address of your own was not checked: the book does not know your domain.
notice-partner-country-unknown = Whether you may sell in this country was not checked: the book does not know your country.
remedy-name-partner = Say whose book it is with «partnerdeck book partner --country CC --domain D».

problem-country = { $country } is no country that the service knows.
remedy-country = Give the two letters of the country, such as KR, or its name.
remedy-country-near = Perhaps { $country } ({ $code }).
problem-country-cloud = { $country } does not belong to the cloud of this book, { $cloud }.
remedy-country-cloud = Its customers live in the cloud { $cloud }: use a book of that cloud.
problem-country-not-sold = Nothing may be sold in { $country }.
problem-market = A partner in { $home } may not sell in { $country }.
remedy-market = Only a partner of that market can add the customer.

problem-state = { $state } is not a state of { $country }.
problem-state-missing = An address in { $country } needs a state.
remedy-state = Choose one of the list.
remedy-state-code = { $name } is written { $state }.
remedy-state-by-zip = { $state } fits { $zip }.
remedy-state-is-country = { $state } is a country of its own here: choose it as the country, and leave the state empty.
notice-state-recommended = Addresses in { $country } usually name a state or province.
notice-state-and-zip = { $zip } lies in { $other }, not in { $state }.
notice-region-dropped = Addresses in the United States take no region, only a state. The region was left out.
problem-postal-code = This is no postal code of { $country }.
remedy-postal-code = It looks like { $example }.
notice-no-postal-codes = { $country } has no postal codes.

problem-phone = This is no phone number of { $country }.
problem-phone-missing = An account in { $country } needs a phone number.
remedy-phone = Write it as { $example }, or as it is dialled in the country.

problem-culture = The service does not take this culture for { $country }.
problem-language = The service does not take this language for { $country }.

problem-registration-missing = An account in { $country } needs the number under which the company is registered.
problem-registration-not-allowed = The service takes no registration number for { $country }.
problem-registration-form = This is no { $kind } of { $country }.
remedy-registration-form = The service takes: { $pattern }
remedy-registration = Give the company's { $kind }, never a person's.

problem-too-many-tags = { $n-text } tags, at most { $limit-text }.
problem-tag-too-long = A tag of { $count-text } of at most { $limit-text } characters.
notice-tags-need-reseller = Tags are for customers of whom you are the reseller; the service will not take them for this one.

problem-company-profile = This belongs to the company profile, which only the customer's own administrator can change, in the Microsoft 365 admin center under «organization profile».
problem-edit-without-sign = A change is written FIELD=VALUE.
problem-edit-only-tags = Only tags can be added to or taken from, with tags+= and tags-=.
problem-unknown-field = There is no field { $field } that can be changed.
remedy-unknown-field = Perhaps { $list }.
remedy-fields = These can be changed: { $list }.

## Users files: problems and remedies of rows

thing-password = first password waiting for
thing-run = run

passwords-step = Write { $n ->
    [one] one first password
   *[other] { $n-text } first passwords
  } into a new file that only you can read.
passwords-consequence = Afterwards the book no longer has them: the file is the only copy.
passwords-no-undo = Passwords that were handed over can't be taken back. Delete the file, or set new passwords.
passwords-still-sealed = The file is complete, but the book could not destroy its own copies. Hand over again once the book can be written.

users-step-add = Add { $n ->
    [one] one user
   *[other] { $n-text } users
  }.
users-step-add-batches = Add { $n-text } users in { $batches-text } batches of { $sizes }.
users-step-add-many = Add { $n-text } users in { $batches-text } batches of 100.
users-step-location = Location of all of them: { $country }.
users-step-leave-out = Leave out { $n ->
    [one] one row that has
   *[other] { $n-text } rows that have
  } problems.
users-step-resume = Go on with { $n ->
    [0] nothing: no row is left
    [one] the one row that is left
   *[other] the { $n-text } rows that are left
  }.
users-consequence-passwords = Each user gets a first password, which must be changed at the first sign-in. It stays sealed in the book until you hand it over.
users-consequence-roles = In the customer's own tenant you need the role User Administrator or Directory Writer.

users-undo-not-with-passwords = The first passwords are handed over at the end, and who has a password may be at work: this can't be taken back then.

users-no-relationship = This customer has no relationship with you any more: its users can't be changed.
users-no-relationship-remedy = Invite the customer again first.
users-no-admin-right = You have no admin right in the customer's tenant: its users can't be changed.
users-no-admin-right-remedy = Ask the customer for delegated admin rights first.
users-no-location = No location was chosen for the new users.
users-no-location-remedy = Choose the country they work in: it decides which licenses they can have.
users-unknown-country = There is no such country.
users-unknown-country-remedy = Give the country's two letters, such as KR or GB.

users-no-rows = There is nothing to add: the file has no rows.
users-no-rows-remedy = Write one user a row under the header First name, Last name, Display name, Email, Status update.
users-all-added = There is nothing to add: { $n ->
    [one] the one row says that its user was
   *[other] all { $n-text } rows say that their users were
  } added before.
users-all-added-remedy = Nothing is left to do with this file.
users-too-many-rows = { $n-text } rows: the portal takes 100 at the most.
users-too-many-rows-remedy = Split the file into { $n-text }, or add the users here without the portal's rules.
users-rows-beyond = More than { $n-text } rows: what follows was not read.
users-rows-beyond-remedy = Divide the file into several. A file that never ends is not one of users.
users-missing-column = The column «{ $column }» is missing.
users-missing-column-remedy = The columns are First name, Last name, Display name, Email, Status update, in English or Korean.
users-extra-column = The column «{ $header }» is not accepted.
users-extra-column-remedy = Take the column out. Only First name, Last name, Display name, Email and Status update may stand here, each once.
users-extra-cell = There is a cell beyond the last column.
users-extra-cell-remedy = Empty the cell. Perhaps a text with a comma or semicolon in it lacks its quotes.
users-missing = { $column } is required.
users-missing-remedy = Fill in the cell.
users-too-long = { $count-text } of { $limit-text } characters.
users-too-long-remedy = Shorten the text.
users-never-ends = This cell is larger than 1 MB.
users-never-ends-remedy = Look for a quote (") in or before this row that is never closed.
users-bad-encoding = There are bytes here that are no text (shown as �).
users-bad-encoding-remedy = Type the text anew, or say how the file is written with --encoding.
users-line-break = There is a line break in this cell.
users-line-break-remedy = Take the line break out. Perhaps a quote (") before it is never closed.
users-bad-character = There is an invisible character in this cell ({ $character }).
users-bad-character-remedy = Type the text anew without it.
users-bad-email = This is no e-mail address.
users-bad-email-remedy = Write it as name@domain, in plain letters and without blanks.
users-foreign-domain = { $domain } is not a domain of this customer. Its domains: { $domains }.
users-no-domain-known = { $domain } is not a domain of this customer: the book knows none of its domains.
users-foreign-domain-remedy = Write the address on one of the customer's domains.
users-duplicate = The same e-mail stands in line { $line }.
users-duplicate-remedy = Take one of the two rows out, or correct the address.
users-already-exists = The customer has a user of this name already.
users-already-exists-remedy = Take the row out, or choose another address.
users-added-by-run = This user was added by the run { $run }, which is not finished.
users-added-by-run-remedy = Go on with that run instead: «partnerdeck users resume { $customer } { $run }» adds only what is left.
users-recently-deleted = A user of this name was deleted on { $date } and can still be restored.
users-deleted = A user of this name was deleted and can still be restored.
users-recently-deleted-remedy = Restore that user instead, or choose another address.
users-status-not-empty = The status column must be empty.
users-status-not-empty-remedy = Empty the cell: the outcome will be written there.
users-added-but-absent = The status says «added», but the customer has no such user.
users-added-but-absent-remedy = Empty the cell to add the user, or take the row out.

users-encoding = The file is written in { $encoding }.
users-encoding-guess = The file seems to be written in { $encoding }, but that is a guess: look at the names before you go on.
users-encoding-guess-remedy = If they look wrong, say how it is written with --encoding.
users-separator = Its cells are separated by { $separator }.
users-by-position = The header names no column that is known: the columns were taken in the order First name, Last name, Display name, Email, Status update.
users-no-header = There is no header: the columns were taken in the order First name, Last name, Display name, Email, Status update.
users-absent-columns = The file has no column { $columns }. The portal would want it; here it is not needed.
users-empty-rows = { $n ->
    [one] One row holds
   *[other] { $n-text } rows hold
  } nothing but separators and was passed over.
users-empty-cells = { $n ->
    [one] One row has
   *[other] { $n-text } rows have
  } empty cells beyond the last column. They do no harm.
users-skipped = { $n ->
    [one] One row says that its user was
   *[other] { $n-text } rows say that their users were
  } added before, and was passed over.

separator-comma = commas
separator-semicolon = semicolons
separator-tab = tabs

## Book import and export

json-expected-value = No JSON value begins here.
json-expected-name = The name of a member in double quotes must stand here.
json-expected-colon = A colon must stand here.
json-expected-comma = A comma or a closing bracket must stand here.
json-ends-early = The file ends in the middle of a value.
json-open-text = The file ends in the middle of a text.
json-bad-number = This is not how JSON writes a number.
json-bad-escape = This is not how JSON writes a character behind a backslash.
json-raw-control = A control character stands in a text without its backslash.
json-bad-encoding = The bytes of this text are not UTF-8.
json-too-long = One resource is longer than { $limit-text } MB.
json-too-deep = Objects and lists stand inside each other more than { $limit-text } deep.
json-reserved-name = A member of this name can't be kept.
json-remedy = Nothing was changed. Let the program that wrote the file write it again, or mend that place.
json-duplicate-member = { $path } stands twice in the same object; the last one counts.
json-half-characters = The file holds halves of characters that can't be read; U+FFFD stands in their place.
read-no-object = This is no resource: an object in braces must stand here.
read-no-object-remedy = Import what the service answers for a customer, its subscriptions, users and so on. A qualification that is bare text needs --kind qualification.
read-no-kind = Nothing says what kind of resource this is.
read-unknown-type = Resources of the type { $word } are not kept in a book.
read-unknown-kind = { $word } is no kind of resource that a book line can hold.
read-other-kind = This resource says that it is a { $kind }, but --kind says { $said }.
read-other-kind-remedy = Leave --kind out: resources that say their type need none.
read-kinds = Name it with --kind if it is one of: { $kinds }.
read-no-microsoft-id = This customer has no Microsoft ID, so nothing tells which account it is.
read-no-microsoft-id-remedy = To add a new customer from this file, use customers add --file.
read-no-customer = Nothing says whose this { $kind } is.
read-no-customer-remedy = Name the customer with --customer, or import the lines that book export writes.
step-set-partner = Say that this is the book of { $name } { $country }.
partner-unknown-country = { $code } is no country or region.
partner-unknown-country-remedy = Give the two letters of ISO 3166, such as KR or DE.
partner-bad-tenant = { $found } is no tenant ID.
partner-bad-tenant-remedy = A tenant ID has 36 characters, such as 3b33e682-00c3-41ee-9dd2-a548adf56438.
step-import = Take in { $n ->
    [one] one record
   *[other] { $n-text } records
    } from { $file }.
import-unknown-customer = The book has no account { $customer } yet; what is imported for it will show once it has.
import-password-sealed = The password in { $path } went under seal and is not kept with the account.
import-password-sealed-remedy = Hand it over with users passwords.
import-flagged = { $n ->
    [one] One account says
   *[other] { $n-text } accounts say
    } something that could not be typed here. It is kept as it came.
import-flagged-remedy = customers show tells what is odd about an account.
import-more-warnings = { $n ->
    [one] One more warning is
   *[other] { $n-text } more warnings are
    } not listed.
import-items-left-out = The file has more than { $limit-text } records: only those that were refused or failed are listed one by one.
import-not-a-customer = This is a { $kind }; only customers can be imported here.
import-not-a-customer-remedy = book import takes everything.
import-tags-refused = Your roles do not let you change tags.
import-no-rows = The file is empty.
import-encoding-guessed = The file looks like { $encoding }, but nothing proves it: look at the names.
import-bad-id = { $found } is no Microsoft ID.
import-bad-id-remedy = A Microsoft ID has 36 characters, such as 3b33e682-00c3-41ee-9dd2-a548adf56438.
import-no-id = The row has neither a Microsoft ID nor a primary domain.
import-no-id-remedy = Give the row its Microsoft ID.
import-unknown-domain = The row has no Microsoft ID, and no account in the book has the primary domain { $domain }.
import-ambiguous-domain = Several accounts have the primary domain { $domain }: { $who }.
import-column-twice = The column { $name } stands in the file twice.
import-no-id-column = Nothing in the file says which account a row is about.
import-no-id-column-remedy = Give it a column Microsoft ID or Primary domain name.
import-unknown-column = { $name } is no field of an account.
import-unknown-column-remedy = The columns of the customer export are known, and these: { $list }.
import-cell-too-many = The row has more cells than the header, which has { $n-text }.
import-cell-too-large = A cell of this row is so large that a quote seems to be missing.
import-domain-stays = The primary domain of an account can never change.
import-relationship-stays = A relationship is not changed by an import; to end it, use customers remove.
import-unreadable-letter = The cell has a letter that could not be read.
undo-demo = The demo book began with this entry: without it nothing would be left to try.
demo-book-not-empty = The demo accounts can only fill an empty book, and this one has something in it.
demo-book-not-empty-remedy = Name a folder that does not exist yet with --store, or leave --store out for a throw-away copy.
operation-fill-demo = demo accounts
thing-entry = history entry
step-undo = Take back entry { $number }: { $what }, { $subject }.
step-redo = Do again what entry { $number } took back: { $what }, { $subject }.
undo-passwords-handed-over = Some of the first passwords were handed over, so the users may be at work already. Delete them one by one instead.
undo-no-relationship = There is no relationship with this customer any more, so nothing can be put back in its tenant.
undo-is-undone = Entry { $number } was taken back already.
failure-nothing-to-undo = There is nothing that can be taken back.
passwords-of-nobody-sealed = It is done, but first passwords that nobody needs any more could not be destroyed.
operation-import-book = import of a book
operation-import-customers = import of customers
operation-update-account = update of account info
operation-add-customer = new customer
operation-confirm-agreement = agreement attested
operation-set-qualification = special qualification
operation-set-support-contact = support contact
operation-add-note = note on a service request
operation-add-users = new users
operation-update-user = update of a user
operation-delete-users = users deleted
operation-reset-password = password reset
operation-change-role = directory role of a user
operation-restore-users = users restored
operation-assign-licenses = licenses of users
operation-hand-over-passwords = first passwords handed over
operation-set-partner = whose book it is
operation-undo = undo
json-lone-surrogate = Half a character in { $path } can't be read; U+FFFD stands in its place.

## The store

flaw-unreadable = { $entries } can't be read: the bytes changed since they were written ({ $file }, byte { $offset }).
flaw-missing = { $entries } was taken out ({ $file }, before byte { $offset }).
flaw-changed = { $entries } says something else than when it was written ({ $file }, byte { $offset }).
flaw-out-of-order = { $entries } stands in the wrong place ({ $file }, byte { $offset }).
flaw-cut-off = { $entries } was cut off at the end ({ $file }, byte { $offset }).
flaw-head = The beginning of the file before { $entries } is not as it was written ({ $file }, byte { $offset }).
flaw-no-book-json = { $file } can't be read, so nobody knows whether the history ended before { $entries } (byte { $offset }).
entry-one = entry { $entry }
entry-several = entries { $first } to { $last }
activity-sound = The history is whole: { $n ->
    [one] one entry
   *[other] { $n-text } entries
}, each in its chain.

finding-record-unreadable = { $subject } can't be read.
finding-record-not-in-journal = { $subject }: what the book has is not what the journal says.
finding-state = Part of the book's working copy can't be read: { $subject }. It is made again from the journal when the book is opened next.
finding-index-missing = { $subject } is not found by its domain or sign-in name.
finding-index-loose = A domain or sign-in name leads to { $subject }, which does not have it.
finding-count = The number of records of this kind is wrong: { $subject }.
finding-journal = The journal is damaged: { $subject }. Keep a copy of the book's folder before you try anything.
finding-journal-head = The journal does not end where the book does: { $subject }.
finding-history = The history and the journal disagree: { $subject }.
finding-domain-shared = { $subject } is a domain of { $n-text } customers; a tenant has it alone: { $who }{ $more ->
    [0] .
   *[other] { "" } and { $more-text } more.
} Look up at Microsoft whose it is, and import the others again as they are there.
finding-sign-in-name-shared = { $subject } is the sign-in name of { $n-text } users, but one person signs in with it: { $who }{ $more ->
    [0] .
   *[other] { "" } and { $more-text } more.
} Look up at Microsoft whose it is, and import the others again as they are there, or delete them.
finding-seal = Sealed passwords can't be opened: { $subject }. Its key is missing, or the file changed.

## Search, filters, lists

noun-customer = customer
noun-subscription = subscription
noun-service-request = service request

search-unknown-field = There is no field { $field } to filter by.
search-unknown-field-remedy = The fields are name, domain, id, country, relationship, tag, state, reseller, alias, seats, and paths such as billingProfile.email. To find the text itself, put it in quotes.
search-users-unknown-field-remedy = Users are filtered by name, domain, customer and state. To find the text itself, put it in quotes.
search-users-unknown-state = No user is { $state }.
search-users-unknown-state-remedy = Write state:active or state:deleted.
search-value-missing = { $field }: says a field and no value.
search-value-missing-remedy = Write the value right behind the colon, without a blank between; one with blanks goes into quotes.
search-no-comparison = { $field } can't be compared with { $sign }.
search-no-comparison-remedy = Write { $field }: and a value. Only seats can be compared.
search-bad-number = { $found } is no number of seats.
search-number-missing = Seats are compared with a number, and there is none.
search-bad-number-remedy = Write a whole number, as in seats>10 or seats<3.
search-quote-open = A quote is opened and never closed.
search-quote-open-remedy = Close it, or leave it out. A quote that belongs to the text is written twice.
search-unknown-sort = The list has no column { $field } to sort by.
search-unknown-direction = { $direction } is no direction to sort in.
search-bad-cursor = This is no place in a list.
search-cursor-of-other-sort = This place belongs to a list sorted by { $sort }.
search-bad-cursor-remedy = Give --after what the page before said in links.next.after, with the same --sort.
search-sort-remedy = Write name, domain, id, relationship, country, seats or changed, with :desc behind it for the largest first.

## Transfers: subscriptions to a different partner

noun-transfer = transfer
operation-start-switch = switch by signed form begun
operation-record-switch = switch by signed form, an event
operation-abandon-switch = switch by signed form abandoned
operation-start-transfer = transfer begun
operation-record-transfer = transfer, an event
operation-cancel-transfer = transfer cancelled

transfers-way-paper = signed form
transfers-way-request = transfer request
transfers-way-legacy = legacy transfer

transfers-party-customer = customer
transfers-party-current = current partner
transfers-party-future = new partner
transfers-party-support = Microsoft support
transfers-party-service = the service

transfers-state-draft = not begun
transfers-state-asked = asked in writing
transfers-state-ticket = ticket open
transfers-state-signed-by-current = 1 of 3 signed (current partner)
transfers-state-signed-by-customer = 2 of 3 signed (customer)
transfers-state-signed-by-new = 3 of 3 signed (new partner)
transfers-state-attached = attached to the ticket
transfers-state-verified = verified by support
transfers-state-moved = moved
transfers-state-access-removed = moved, old access removed
transfers-state-abandoned = abandoned
transfers-state-pending = pending
transfers-state-in-progress = in progress
transfers-state-complete = complete
transfers-state-partly-complete = partly complete
transfers-state-failed = failed
transfers-state-cancelled = cancelled
transfers-state-expired = expired
transfers-state-declined = declined
transfers-state-active = active
transfers-state-rejected = rejected
transfers-state-withdrawn = withdrawn
transfers-state-unknown = a state that PartnerDeck does not know

transfers-event-asked = The customer asked in writing
transfers-event-ticket = The current partner opened a ticket
transfers-event-signed-by-current = The current partner signed the form
transfers-event-signed-by-customer = The customer signed the form
transfers-event-signed-by-new = The new partner signed the form
transfers-event-attached = The form with three signatures was attached to the ticket
transfers-event-verified = Support verified the form
transfers-event-moved = The subscriptions moved
transfers-event-access-removed = The new partner removed the old partner's access
transfers-event-abandoned = The switch was abandoned
transfers-event-sent = The request was sent to the current partner
transfers-event-accepted = The transfer was accepted
transfers-event-declined = The current partner declined the request
transfers-event-completed = The service completed the transfer
transfers-event-failed = The service could not complete the transfer
transfers-event-cancelled = The new partner cancelled the request
transfers-event-expired = The request expired without an answer
transfers-event-eligible = The subscriptions are eligible, and the transfer was created
transfers-event-rejected = The new partner rejected the transfer
transfers-event-withdrawn = The current partner withdrew the transfer

transfers-said-stays = What was said to the service or by it can't be taken back from here.

transfers-partner-missing = The other partner is not named.
transfers-partner-wrong = «{ $found }» is no Microsoft ID of a partner.
transfers-partner-remedy = Give the other partner's Microsoft ID, 36 characters in five groups; a transfer request takes its domain too.
transfers-partner-is-you = «{ $found }» is your own company.
transfers-partner-is-you-remedy = Name the partner on the other side.
transfers-us-unknown = The book does not know whose it is, so you are taken for the partner that starts.
transfers-us-unknown-remedy = Say it with «partnerdeck book partner --name N --tenant ID».
transfers-name-missing = The portal asks for the current partner's company name too.
transfers-name-missing-remedy = Give it with --partner-name.
transfers-no-relationship = There is no relationship with this customer, so its subscriptions can't be transferred.
transfers-no-relationship-remedy = Invite the customer to a relationship first.
transfers-country-unknown = Whether customer and new partner are in one country was not checked: the new partner's country was not given. It must have a relationship with the customer, too.
transfers-country-unknown-remedy = Give it with --partner-country; support refuses the form otherwise.
transfers-other-country = The new partner is in { $country }, the customer is not.
transfers-other-country-remedy = Only a partner in the customer's country can take legacy Azure subscriptions over.
transfers-contract-unchecked = Whether the customer has a contract with the new partner can't be checked from here.
transfers-contract-unchecked-remedy = Ask the new partner for it before you sign.
transfers-no-agreement = The customer has signed no agreement with you, or nobody attested it.
transfers-no-agreement-remedy = Attest the customer agreement first.
transfers-legacy-azure-present = The customer has the legacy Azure subscription { $name } with you, and an Azure plan can't stand beside it.
transfers-legacy-azure-present-remedy = Convert it to the Azure plan first.
transfers-plan-inactive = { $name } is { $state }; Azure can move only under an active Azure plan.
transfers-plan-inactive-remedy = Reactivate the Azure plan first.
transfers-plan-absent = The customer has no Azure plan with you.
transfers-plan-absent-remedy = Buy an Azure plan for the customer first.
transfers-plan-not-sold = The customer has no Azure plan with you, and you can't sell one in its country.
transfers-plan-not-sold-remedy = Only a partner of that market can take the customer's Azure over.
transfers-without-azure = Azure can't move now; what is not Azure can.
transfers-without-azure-remedy = Make the request without the Azure subscriptions.
transfers-mpn-missing = A provider must name the indirect reseller for whom it takes the subscriptions over.
transfers-mpn-wrong = «{ $found }» is no MPN ID.
transfers-mpn-unknown = No indirect reseller of yours has the MPN ID { $found }.
transfers-mpn-unchecked = Whether { $found } is an indirect reseller of yours was not checked: the book knows none of them by its MPN ID.
transfers-mpn-inactive = { $name } ({ $found }) is no active indirect reseller.
transfers-mpn-remedy = Give the MPN ID of the location of an active indirect reseller with --mpn-id, digits only.

transfers-unknown-subscription = «{ $found }» is no subscription of this customer.
transfers-unknown-subscription-remedy = Take it off the list; «partnerdeck subscriptions list» shows what the customer has.
transfers-nothing-chosen = No subscription was chosen.
transfers-nothing-chosen-remedy = Name what is to go with --subscriptions, with commas between.
transfers-too-many = { $n-text } items, at most { $most-text } go into one request.
transfers-too-many-remedy = Make a second request for the rest.
transfers-wrong-way = { $name } can't go by { $way }.
transfers-wrong-way-remedy = It goes by { $way }: --way { $word }.
transfers-no-way-remedy = No way of transferring is known for it; ask Microsoft support.
transfers-marketplace = { $name } is a marketplace product.
transfers-marketplace-remedy = Take it off the list, or cancel it.
transfers-reservation = { $found } is a reservation.
transfers-reservation-remedy = Take it off the list, or cancel it. Since 2023 the service may move active reservations along with the Azure plan.
transfers-software = { $found } is software, which stays with the partner that sold it.
transfers-software-remedy = Take it off the list.
transfers-suspended-azure = { $name } is suspended; suspended Azure subscriptions can't move.
transfers-suspended-remedy = Reactivate it first.
transfers-not-active = { $name } is not eligible: it is in the state { $state }.
transfers-not-active-remedy = Reactivate it if it is suspended, else take it off the list.
transfers-add-on = { $name } is an add-on and travels with its base.
transfers-add-on-remedy = Name { $base } instead.
transfers-in-another = { $name } is already part of another transfer: { $id }.
transfers-in-another-remedy = End that transfer first, or take the subscription off the list.
transfers-choose-items = The request does not say what goes.
transfers-choose-items-remedy = Choose active subscriptions: accepted=S,S.

transfers-step-paper = Track the switch of legacy Azure subscriptions to { $partner } by the signed form.
transfers-step-request = Draft a transfer request to { $partner }, the current partner.
transfers-step-legacy = Draft a legacy transfer to { $partner }.
transfers-step-item = { $name } ({ $id }).
transfers-next-asked = Next: the customer asks in writing, its current partner and Microsoft. Then record «asked».
transfers-next-sent = Next: send the request in Partner Center, under the customer's subscriptions, «Transfer requests», «Add new request». Then record «sent».
transfers-next-eligible = Next: the service checks whether the subscriptions are eligible. Then record «eligible».
transfers-step-record = { $what } ({ $partner }).
transfers-step-record-with = { $what }: { $value } ({ $partner }).
transfers-step-cancel = { $what } ({ $partner }).
transfers-step-drop = Drop the draft of a transfer with { $partner }. Nothing was sent yet.

transfers-means-two-ids = Afterwards each subscription has two IDs: a new one for billing and the old one in the Azure portal. Tickets must quote both.
transfers-means-old-access = The current partner keeps its access until the new partner removes it: sign in to the customer's tenant, list the role assignments, remove the old partner.
transfers-means-outdated-access = Remove outdated access in the Azure portal too.
transfers-means-microsoft-stays-out = Microsoft does not act for the customer or the new partner: the current partner opens the ticket and attaches the form.
transfers-means-billing = Billing and the duty of support move to the new partner at the moment of transfer.
transfers-means-rbac = Role assignments in Azure stay: the old partner keeps access until the customer removes it, the new one gets none.
transfers-means-aobo = The new partner gets no right to administer on behalf of the customer.
transfers-means-prices = Prices of the old partner do not move.
transfers-means-reservations = Reservations do not move where the service holds to the rule of 2021. Where they do, those paid upfront can't be cancelled or exchanged afterwards, and with another billing currency a monthly one ends at its next cycle.
transfers-means-marketplace = Marketplace products move only without a subscription, a special discount or a regional limit, and where the publisher allows the new partner.
transfers-means-legacy-azure = Legacy Azure subscriptions become subscriptions of the Azure plan on the way.
transfers-means-orders = Accepting makes new orders at the new partner. Add-ons travel with their base.
transfers-means-partial = Some subscriptions may go and others fail; each tells its own reason.
transfers-means-provider = The new partner of a legacy transfer is an indirect provider, the current one a direct-bill partner.
transfers-means-some-stay = { $n ->
    [one] One subscription did not go and stays with the current partner.
   *[other] { $n-text } subscriptions did not go and stay with the current partner.
  }
transfers-means-mails = The current partner's admin agents get an e-mail; after the answer all three do.
transfers-means-30-days = Without an answer within 30 days the request expires and can't be revived. The current partner is not obliged to accept.
transfers-means-15-minutes = It usually takes 15 minutes; the service tries again for 3 days. After that open a service request.
transfers-means-8-hours = Support confirms within 8 business hours and contacts the admins of both partners.
transfers-means-service-request = Open a service request, or make a new transfer once the reason is gone.
transfers-means-not-obliged = A partner is never obliged to accept. A new transfer can be made at any time.
transfers-means-cancelled = The request can't be revived: for another try make a new one.
transfers-quote-both = Tickets quote both IDs: { $old } in Azure, { $new } for billing.

transfers-ticket-missing = The ticket's number is missing.
transfers-ticket-remedy = Write ticket=NUMBER.
transfers-new-id-missing = The new ID of the subscription is missing.
transfers-new-id-wrong = «{ $found }» is no subscription ID.
transfers-old-id-strange = «{ $found }» is not among the subscriptions of this transfer.
transfers-new-id-is-old = «{ $found }» is the old ID.
transfers-new-id-for-each = { $n ->
    [one] One subscription moves and gets one new ID.
   *[other] { $n-text } subscriptions move: each gets its new ID.
  }
transfers-new-id-remedy = Write moved=NEW-ID; for several subscriptions moved=OLD:NEW,OLD:NEW.
transfers-takes-no-value = «{ $event }» takes no value.
transfers-takes-no-value-remedy = Say more with a note.
transfers-value-remedy = Write it on one line.
transfers-on-unread = «{ $found }» is no day.
transfers-on-ahead = This is still to come.
transfers-on-before = The last event, «{ $last }», was on { $day }; this one can't be before it.
transfers-on-remedy = Write a day such as 2026-11-22, or a second in UTC.
transfers-not-now = «{ $event }» can't follow: the transfer is { $state }.
transfers-not-of-this-way = «{ $event }» is no event of a { $way }.
transfers-possible-now = Possible now: { $events }.
transfers-over-remedy = Nothing more can happen to it. Refresh it from the service, or make a new transfer.
transfers-expired-remedy = It can't be revived or removed. Make a new request.
transfers-contact-missing = The contact of the { $who } is not in the tracker. Support contacts both partners' admins.
transfers-contact-missing-remedy = Check that it stands in the form.
transfers-cancel-future = Only { $partner }, who sent the request, can cancel it.
transfers-cancel-future-remedy = You can decline it: record «declined».
transfers-cancel-current = Only { $partner }, who made the transfer, can withdraw it.
transfers-cancel-current-remedy = You can reject it: record «rejected».
transfers-no-form = There is no form: this is a { $way }.
transfers-no-form-remedy = Only the switch of legacy Azure subscriptions has a form with three signatures.

transfers-form-title = Azure subscription transfer form
transfers-form-number = Transfer { $id }
transfers-form-current = Current partner
transfers-form-future = New partner
transfers-form-customer = Customer
transfers-form-organisation = Organization
transfers-form-microsoft-id = Microsoft ID
transfers-form-domain = Primary domain
transfers-form-address = Address
transfers-form-country = Country/region
transfers-form-contact = Contact
transfers-form-subscriptions = Subscriptions to transfer
transfers-form-subscription = { "  " }{ $id }  { $name }
transfers-form-signatures = Signatures
transfers-form-sign-here = { "  " }{ $who }: ______________________________  Date: ______________
transfers-form-signed = { "  " }{ $who }: signed on { $on }
transfers-form-signed-by = { "  " }{ $who }: signed on { $on } by { $name }
transfers-form-ticket = The ticket, opened by the current partner
transfers-form-ticket-number = Number
transfers-form-ticket-where = { "  " }Where: customer, service management, support tickets, new, Azure
transfers-form-ticket-type = { "  " }Type: subscription management
transfers-form-ticket-subscription = Subscription ID
transfers-form-ticket-plan = { "  " }Plan: Cloud Solution Provider
transfers-form-ticket-severity = { "  " }Severity: C – minimal
transfers-form-ticket-problem = { "  " }Problem: other general questions
transfers-form-ticket-upload = { "  " }Attach this form once both contacts and all three signatures are on it.
transfers-form-both-ids = Both IDs: quote them in every ticket
transfers-form-azure-id = { "  " }Azure subscription: { $id }
transfers-form-service-id = { "  " }Service subscription, for billing: { $id }
transfers-form-line = { "  " }{ $label }: { $value }
transfers-form-blank = { "  " }{ $label }: ______________________________

cli-transfers-about = Subscriptions on their way to a different partner
cli-transfers-list-about = List transfers, first what waits for you, the oldest at the top
cli-transfers-list-arg-customer = Only this customer's: a Microsoft ID, a primary domain or a company name
cli-transfers-list-more = JSON gives the service's transfers, ours in «partnerdeck»: way, events, side, waitsOn, since, due. A request without an answer shows as Expired after 30 days.
cli-transfers-show-about = Show one transfer whole
cli-transfers-start-about = Begin a transfer: a draft; nothing is sent
cli-transfers-start-opt-way = paper: legacy Azure, by a form with three signatures · request: Azure plan and new commerce, you are the new partner · legacy: legacy licenses, you are the current partner
cli-transfers-start-opt-partner = The other partner's Microsoft ID; for a request its domain too
cli-transfers-start-opt-partner-name = The other partner's company name
cli-transfers-start-opt-subscriptions = What is to go: IDs or names, with commas between; needed for paper and legacy
cli-transfers-start-opt-contact = Your own contact: name, e-mail, phone
cli-transfers-start-opt-partner-contact = The other partner's contact
cli-transfers-start-opt-partner-country = The other partner's country
cli-transfers-start-opt-customer-email = Where the customer gets its e-mail about a request; without it the account's address
cli-transfers-start-opt-mpn-id = MPN ID of the indirect reseller; a provider must give it
cli-transfers-record-about = Record what happened to a transfer
cli-transfers-record-arg-event = The event, where it needs one with =VALUE
cli-transfers-record-opt-on = The day it happened, or the second in UTC; without it now
cli-transfers-record-opt-note = A note
cli-transfers-record-more = Signed form: asked, ticket=NUMBER, signed-by-current[=NAME], signed-by-customer[=NAME], signed-by-new[=NAME], attached, verified, moved=NEW-ID (OLD:NEW,OLD:NEW for several), access-removed, abandoned. Transfer request: sent, accepted[=S,S], declined, completed, failed[=REASON]. Legacy transfer: eligible, accepted[=S,S: only these went], rejected, withdrawn. Events of the signed form can be undone.
cli-transfers-cancel-about = Cancel a pending request, withdraw an active legacy transfer, abandon a signed form, drop a draft
cli-transfers-form-about = Write the form of a switch by three signatures, filled in, and how to fill the ticket
cli-transfers-form-opt-out = Write it into this new file; - is standard output
cli-arg-transfer = A transfer's ID, or the beginning of one that is enough
transfers-form-went = The form was written to { $file }.
cli-column-transfer = Transfer
cli-column-way = Way
cli-column-partner = Partner
cli-column-waits-on = Waits on
cli-column-waiting-since = Since
cli-column-due = Due
transfers-you = you
transfers-none = No transfers.
transfers-menu-title = { $way } · { $partner }
transfers-waiting-since = { $n ->
    [0] since today
   *[other] since { $n-text } d
  }
transfers-since-day = since { $day }
transfers-due = due { $day }
transfers-progress-usual = usually 15 minutes
transfers-progress-retried = longer than usual; the service tries again for 3 days
transfers-progress-stuck = stuck: open a service request
transfers-field-id = Transfer
transfers-field-current = Current
transfers-field-current-contact = Contact
transfers-field-future = New partner
transfers-field-future-contact = Contact
transfers-field-customer-email = Mail to
transfers-item-open = { $name } ({ $id })
transfers-item-went = { $name } ({ $id }): went
transfers-item-stayed = { $name } ({ $id }): did not go
transfers-item-failed = { $name } ({ $id }): did not go. { $why }
transfers-both-ids = Quote both IDs in tickets: { $azure } in Azure, { $service } for billing.
transfers-wait-on-you = { $n ->
    [one] One transfer waits on you, since { $days-text } d: { $customer }.
   *[other] { $n-text } transfers wait on you, the oldest since { $days-text } d: { $customer }.
  }
list-fold-transfer-us = transfer waits on you { $n ->
    [0] since today
   *[other] since { $n-text } d
  }
list-fold-transfer = transfer waits on others ({ $who }) { $n ->
    [0] since today
   *[other] since { $n-text } d
  }
section-transfers = Transfers
action-section-transfers = transfers
action-section-transfers-help = Transfers to a different partner
action-transfer = transfer
action-transfer-help = Switch subscriptions to a different partner
action-write-form = form
action-write-form-help = Write the form with three signatures into a file
chore-record = Record: { $what }
chore-abandon = Abandon it
chore-cancel-request = Cancel the request
chore-withdraw = Withdraw it
sheet-cancel-transfer-title = Take back the transfer with { $partner }
sheet-event-ticket = Ticket
sheet-event-new-id = New ID
sheet-event-new-id-why = The new service subscription ID that support gives. For several subscriptions write OLD:NEW for each, with commas between.
sheet-event-signer = Who signed
sheet-event-signer-why = Name and e-mail of who signed. Of the partners it becomes the contact in the form.
sheet-event-items = What went
sheet-event-items-why = Subscription IDs with commas between: of a request what you choose to go, of a legacy transfer what went. Empty: all of it.
sheet-event-reason = Reason
sheet-event-reason-why = The service's number or its words, as it gave them.
sheet-event-on = On
sheet-event-on-why = The day it happened, in UTC. Empty: now.
sheet-event-note = Note
sheet-transfer-title = Switch to a different partner
sheet-transfer-way = Way
sheet-transfer-way-why = What is to go decides: legacy Azure goes by the signed form, the Azure plan and new commerce by a transfer request of the new partner, legacy licenses by a legacy transfer of the current partner. What you have of the Azure plan and of new commerce goes once its new partner sends you a request.
sheet-transfer-way-for = { $way }: { $names }
sheet-transfer-way-request = transfer request: Azure plan, new commerce, from its current partner to you
sheet-transfer-way-none = { $way }: nothing here
sheet-transfer-future = New partner
sheet-transfer-current = Current partner
sheet-transfer-name = Its name
sheet-transfer-items = Subscriptions
sheet-transfer-items-why = One a line, by ID or name. Take out what stays. Of a request the current partner chooses: leave it empty, unless you agreed on certain ones.
sheet-transfer-country = Its country
sheet-transfer-country-why = Customer and new partner must be in one country.
sheet-transfer-contact = Your contact
sheet-transfer-contact-why = Name, e-mail and phone, as they shall stand in the form.
sheet-transfer-their-contact = Their contact
sheet-transfer-email = Customer's e-mail
sheet-transfer-email-why = The customer gets e-mails about the request. Empty: the address of the account.
sheet-transfer-mpn = MPN ID
sheet-transfer-mpn-why = A provider names the indirect reseller by the MPN ID of its location.
transfers-days = { $n ->
    [0] today
   *[other] { $n-text } d
  }
transfers-days-left = { $n ->
    [0] overdue
    [one] 1 day left
   *[other] { $n-text } days left
  }
usage-bad-event = «{ $found }» is no event of a transfer.
usage-bad-event-remedy = One of these: { $list }.

## One user or a few, licenses

thing-user = user
user-missing-remedy = Say it: a user can't be without it.
user-step-add = Add { $name }, who signs in as { $email }, in { $country }.
user-step-update = { $user }: { $field } { $old } → { $new }
user-unknown-field = A user has no field { $field } that can be changed.
user-unknown-field-remedy = The fields are { $fields }.
user-sign-in-name-stays = The name to sign in with is not changed here: licenses and mail hang on it.
user-sign-in-name-stays-remedy = Change it in the admin portal of the customer's tenant.
user-is-synced = This user comes from the customer's own directory: its names are read-only here.
user-is-synced-remedy = Change the name in the customer's own directory; it comes here with the next synchronisation.
user-step-delete = Delete { $name } ({ $user })
user-step-reset = Reset the password of { $user }
user-consequence-reset = The old password is void at once; the temporary one must be changed at the next sign-in.
user-consequence-reset-admin-role = In the customer's own tenant you need the role Privileged Authentication Administrator: the user has an admin role.
user-reset-synced = { $user } comes from the customer's own directory: if its password is kept there, reset it there.
user-reset-no-undo = A password that was reset can't be brought back.
user-reset-sealed = The temporary password is sealed in the book: users passwords C --out F hands it over.
user-step-role-add = Give { $user } the role { $role }
user-step-role-remove = Take the role { $role } from { $user }
user-consequence-role = In the customer's own tenant you need the role Privileged Role Administrator.
user-consequence-role-hour = A role that changes may take up to one hour to be in force everywhere.
user-unknown-role = There is no directory role { $role }.
user-unknown-role-remedy = The roles are { $roles }.
user-unknown-permissions = These permissions can't be had: user and global-admin stand alone, the others in any combination.
user-unknown-permissions-remedy = The words are { $words }.
user-step-restore = Restore { $user }
user-consequence-deleted = They can be restored until { $until }; after that they are gone for good.
user-consequence-licenses-freed = { $n ->
    [one] One license is free
   *[other] { $n-text } licenses are free
} at once; a restored user gets its own back if seats are free then.
user-consequence-delete-role = In the customer's own tenant you need the role User Administrator.
user-delete-synced = { $user } comes from the customer's own directory: deleted only here, the next synchronisation may bring it back.
user-name-taken = Another user signs in as { $user } by now: delete or rename that one first.
user-license-stays-away = { $user } comes back without { $product }: no seat is free.
users-ask-delete = { $n ->
    [one] One user
   *[other] { $n-text } users
} of { $customer } will be deleted, and restorable for 30 days.
undo-user-purged = The user was deleted 30 days ago or earlier and is gone for good.
thing-product = product
thing-service-plan = service plan of the product
licenses-step-assign = Assign { $product } to { $n ->
    [one] one user
   *[other] { $n-text } users
}
licenses-step-revoke = Revoke { $product } from { $n ->
    [one] one user
   *[other] { $n-text } users
}
licenses-step-plans = Change the service plans of { $product } for { $n ->
    [one] one user
   *[other] { $n-text } users
 }
licenses-step-without = { $product } without { $plans }
licenses-step-with = { $product } with { $plans } again
licenses-step-location = Set the location of { $user }: { $country }
licenses-consequence-roles = In the customer's own tenant you need the role License Administrator, User Administrator or Directory Writer.
licenses-no-location = { $user } has no location: a license can't be given.
licenses-bad-location = { $user } has the location { $location }, which is no country: a license can't be given.
licenses-no-location-remedy = Set the location; on the command line --location CC does it in the same change.
licenses-conflict = { $product } and { $other } exclude each other: no user can have both ({ $users }{ $more ->
    [0] {""}
   *[other] {" "}and { $more-text } more
 }).
licenses-conflict-remedy = Revoke { $other } or { $product } in the same change, or exclude one of the service plans { $plan } and { $otherplan }.
licenses-depends = { $product } depends on { $other }, which { $users }{ $more ->
    [0] {""}
   *[other] {" "}and { $more-text } more
 } would not have.
licenses-depends-remedy = Assign { $other } as well, or exclude the service plan { $plan }.
licenses-out = Out of licenses of { $product }: { $missing-text } missing, { $needed-text } needed, { $available-text } available.
licenses-title-one = Licenses of { $name }
licenses-title-many = Licenses of { $n-text } users
licenses-product = Product
licenses-free = Available
licenses-having = Assigned
licenses-takes = Seats
licenses-none-free = none
licenses-of = { $having-text } of { $n-text }
licenses-needs = takes { $n-text }
licenses-frees = frees { $n-text }
licenses-short = { $missing-text } missing
licenses-assigned = Assigned to
licenses-assigned-none = Assigned to none of them
licenses-no-products = The book has no products of this customer: buy a subscription, or bring in the subscribed SKUs.
licenses-no-subscription = The book knows no active subscription behind these seats: buy one among the subscriptions.
licenses-buy-more = buy more seats of { $name }
licenses-set-location = { $n ->
    [one] set the location
   *[other] set the location of { $n-text } users
 }
licenses-seats = seats: takes { $needs-text }, frees { $frees-text }
licenses-lost = The boxes you touched go back to what they were; nothing was changed.
licenses-updated = Licenses updated
licenses-told-given = got { $product }
licenses-told-taken = lost { $product }
licenses-told-plans = other service plans of { $product }
licenses-told-nothing = as it was: nothing to change
licenses-out-remedy = Buy more, or revoke some from users who don't need them.

## Operations: steps and consequences of plans

# Update account info, add a customer
step-field-changes = { $field }: { $old } → { $new }
step-field-is-filled = { $field }: { $new }
step-field-is-cleared = { $field }: { $old } is taken away
step-notes-change = The notes change
consequence-name-in-list-only = The new name shows in the customer list and in Bill-to; everywhere else the tenant's own name stays.
consequence-country = From { $old } to { $new }: market, currency ({ $old_money } → { $new_money }) and the text of the agreement change with the country.
step-add-account = Add { $name } with the domain { $domain } in { $country }
step-reseller-with-rights = You become its reseller, with delegated admin rights
step-reseller-without-rights = You become its reseller, without delegated admin rights
step-first-administrator = Its first administrator signs in as { $name }; the first password is shown once
consequence-domain-stays = The domain { $domain } can never be changed.
consequence-agreement-before-buying = Nothing can be bought before the customer's agreement is confirmed.
notice-given-here = A new customer gets this when it is added: what the request says was left out.
notice-no-reseller = No reseller is named: the customer becomes a direct customer of yours.
problem-reseller-id = The reseller is named by its tenant ID, 36 characters with hyphens.
notice-country-changes = Another country means another market, currency and agreement.
notice-no-relationship = You have no relationship with this customer any more: the service will not take the change.
notice-profile-not-known = The book does not know the rest of this customer's billing profile; the service may.

## Command line

cli-heading-usage = Usage
cli-heading-verbs = Verbs
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-globals = Everywhere
cli-usage-noun = <noun>
cli-usage-verb = <verb>
cli-usage-options = [options]

cli-about = A desk for resellers of the Microsoft cloud: customers, their accounts and users, from a book on your own disk.
cli-more =
    Without a noun, on a terminal, the desk itself opens. Try it: partnerdeck --demo
    Where C stands: a Microsoft ID, a primary domain, or a company name that only one account has. F is a file, - is standard input or output.
    A book is made by the first verb that changes it; a verb that only reads a book that is not there ends with 6.

    Results go to stdout, words and problems to stderr.
    Exit codes: 0 done · 1 a fault of ours · 2 wrong usage or an unreadable file · 3 refused by a rule · 4 not found or ambiguous · 5 conflict
    6 the book can't be used · 8 partly done · 130 interrupted
    config.toml may say role = "admin-agent", lang = "en", profile = "NAME", clear-clipboard-after = 30 (seconds a copied password stays), and for a book with a name [profiles.NAME] with store = "FOLDER" and cloud = "china".
    PARTNERDECK_STORE names the book, PARTNERDECK_NOW=2026-11-22T09:00:00Z stops the clock, PARTNERDECK_LOG=debug fills the log, NO_COLOR takes the colours away.

cli-everywhere = Options that work everywhere (--store --demo --format --dry-run …) stand in «partnerdeck --help».

cli-opt-help = Show this
cli-opt-version = Show the version
cli-opt-store = The book's folder (default: $XDG_DATA_HOME/partnerdeck/book, or PARTNERDECK_STORE)
cli-opt-demo = A throw-away book of invented accounts; with --store P it fills P, which must be new or empty
cli-opt-profile = A named book from the configuration
cli-opt-cloud = global, us-gov, germany or china: the cloud of a new book. Naming another one later is refused
cli-opt-role = Who works: global-admin, admin-agent, sales-agent, helpdesk-agent, user-admin, billing-admin (default: the configuration's, else global-admin)
cli-opt-lang = The language: en, ko (default: the configuration's, else LC_ALL, LC_MESSAGES, LANG)
cli-opt-format = table, json, ndjson or csv: how results are written (default: table on a terminal, json in a pipe)
cli-opt-dry-run = Show the report of what would be done; change nothing
cli-opt-yes = Answer the question that a dangerous verb asks
cli-opt-read-only = Refuse every change
cli-opt-quiet = No words on stderr but problems
cli-opt-no-color = No colours
cli-opt-theme = How the desk looks: auto, dark, light, high-contrast, ascii, or one of your own in themes/ beside the configuration
cli-opt-passphrase-file = Read the passphrase of the sealed passwords from the first line of F, which only you may read (/dev/fd/3 too); else PARTNERDECK_PASSPHRASE_FILE, else passphrase-file under [seal] of the configuration, else it is asked for
cli-opt-config = Another configuration file (default: $XDG_CONFIG_HOME/partnerdeck/config.toml)
cli-arg-customer = The customer: Microsoft ID, primary domain or company name
cli-arg-file = The file; - is standard input

cli-book-about = The whole book: take data in, give it out, say whose it is
cli-book-import-about = Take in any JSON of the service: a resource, a collection, one a line, or lines of «book export»
cli-book-import-opt-customer = Whose subscriptions, users and the like they are, where the lines do not say
cli-book-import-opt-kind = What the resources are, where they do not say: customer, subscription, user, sku, license, …
cli-book-export-about = Everything but history, as NDJSON: one line {"{"}"kind","customer","resource"{"}"} a record, sorted
cli-book-export-opt-customer = Only this customer
cli-book-export-opt-out = Into this file (default: standard output)
cli-book-partner-about = Show or set whose book it is
cli-book-partner-opt-name = Name of the reseller
cli-book-partner-opt-tenant = Its Microsoft ID
cli-book-partner-opt-country = Its country, two letters: feeds the market rule
cli-book-partner-opt-domain = Its own primary domain
cli-book-partner-opt-kind = How it sells: direct, provider or reseller

cli-customers-about = Customer accounts
cli-customers-list-about = List customers, by company name unless sorted otherwise
cli-customers-list-opt-filter = Only these: words, country:KR, relationship:reseller, tag:gold, seats>10, -word …; ~ before all of it makes the words fuzzy, the best first
cli-customers-list-opt-sort = name, domain, id, relationship, country, seats or changed; :desc turns it round
cli-customers-list-opt-limit = So many of them at most
cli-customers-list-opt-after = Go on where the page before ended: links.next.after of its answer
cli-customers-list-opt-all = Removed customers too
cli-customers-show-about = Show one account whole
cli-customers-add-about = Add a customer from a file with its account info
cli-customers-add-opt-file = The account info as JSON of the service; - is standard input
cli-customers-add-more = Besides the members of the service the file may have: associatedPartnerId, the tenant ID of the indirect reseller (providers); "subscriptions": [{"{"}"offerId": "…", "quantity": 5, "friendlyName": "…"{"}"}], where an add-on needs its base in the same list; "agreement": {"{"}"primaryContact": {"{"}"firstName", "lastName", "email", "phoneNumber"{"}"}, "dateAgreed": "2026-11-20"{"}"}, without which nothing is bought; "qualification": {"{"}"qualification": "Education", "educationSegment": "K12", "website": "…", "validationCode": "…"{"}"}. All of it is one change. With an attested agreement or a purchase it can't be undone.
cli-customers-add-opt-credentials = Put the administrator's first password into this new file, readable by you alone (default: in the report, once)
cli-customers-update-about = Update account info: the billing profile, tags, notes, alias
cli-customers-update-opt-set = Set a field by its full path: billingProfile.defaultAddress.city=Seoul. FIELD= clears it. tags=a,b tags+=a tags-=a. As often as you like
cli-customers-update-opt-file = Take the fields from a file: JSON of the service; - is standard input
cli-customers-update-opt-if-match = Only if the account still has this version («customers show» tells it)
cli-customers-invite-about = Invite a company that has a tenant already: writes the draft of the message, with the link, to stdout
cli-customers-invite-opt-to = The company's name
cli-customers-invite-opt-email = The address it goes to
cli-customers-invite-opt-country = Its country: only a company in a market of yours can accept
cli-customers-invite-opt-no-admin-rights = Ask for no delegated admin rights: selling works then, managing users does not
cli-customers-invite-more = Nothing is sent: put the draft into your own mail and leave the link whole. Who was invited, when and with which link is kept in the book; customers invitations lists it. The customer's global admin opens the link and accepts; then the customer appears with the next import.
cli-customers-invitations-about = Who was invited, when, with which link, and what became of it
cli-customers-invitations-opt-close = Wait no longer for this invitation; its link works on
cli-customers-invitations-opt-draft = Write the draft of this invitation once more; it is the same link
cli-customers-resellers-about = List the indirect resellers that the book knows, and how many customers each looks after
cli-customers-resellers-more = They come from the service's list of partnerships (book import), from support contacts, and from customers. customers list --filter reseller:ID lists whom one looks after, by its Microsoft ID or its MPN ID.
cli-customers-remove-about = Remove the reseller relationship with a customer; it can't be taken back
cli-customers-remove-opt-confirm = The company name as the list shows it, letter for letter: it says that this customer is meant
cli-customers-remove-opt-cancelled = An order of a reservation, savings plan or software that was cancelled where that is done; as often as needed
cli-customers-remove-opt-suspend-active = Suspend all its active legacy subscriptions in the same step; else they stand in the way
cli-customers-remove-more = What stands in the way is listed in the order in which it must be cleared: reservations and savings plans, software, active legacy subscriptions, new-commerce subscriptions that are not cancelled, an Azure plan, marketplace subscriptions. --dry-run lists it all, with what follows and the days on which data is deleted, and needs no name. The customer stays in the book and shows with «customers list --all»; to come back it must accept a new invitation.
cli-customers-import-about = Take in customers: JSON of the service, or CSV as «customers export» writes it or with field paths as header
cli-customers-export-about = Write customers as CSV, JSON or NDJSON: all of them, unless filtered
cli-customers-export-opt-filter = Only these; see «customers list»
cli-customers-export-opt-out = Into this file; its ending (.csv .json .ndjson) chooses the format unless --format does

cli-licenses-about = Licenses: seats of a customer's products, and who has them
cli-licenses-list-about = List the products with their seats; with --user the licenses of that user
cli-licenses-list-opt-user = The user: sign-in name or user ID, in any case
cli-licenses-assign-about = Assign products to those of the users who lack them; all or nobody, in one change
cli-licenses-assign-opt-sku = The product: its ID, part number or name, in any case; once for each product
cli-licenses-assign-opt-revoke = A product to revoke in the same change; once for each
cli-licenses-assign-opt-exclude = A service plan that the users do not get (ID, service or name); who has the product already loses it
cli-licenses-assign-opt-include = A service plan that was excluded and is given again
cli-licenses-assign-opt-location = The location of those users who have none yet: set in the same change
cli-licenses-assign-arg-users = The users: sign-in names or user IDs, in any case
cli-licenses-revoke-about = Revoke products from those of the users who have them
cli-licenses-revoke-opt-sku = The product: its ID, part number or name, in any case; once for each product
cli-licenses-revoke-arg-users = The users: sign-in names or user IDs, in any case
cli-users-about = Users of a customer
cli-users-template-about = Write an empty users file to fill in
cli-users-list-about = List a customer's users
cli-users-list-opt-deleted = Those deleted within the last 30 days
cli-users-find-about = Find users of all customers by name or sign-in name, deleted ones of the last 30 days included
cli-users-find-arg-query = Words, each of which must stand in one of the names, -word, name:… domain:… customer:… state:active or state:deleted; case and accents do not count
cli-users-add-about = Add one user; the first password stays sealed until «users passwords» hands it over
cli-users-add-opt-display-name = The name shown in the service, up to 50 characters
cli-users-add-opt-email = The name to sign in with, on one of the customer's domains
cli-users-add-opt-location = Where the user works with the service, two letters: KR
cli-users-add-opt-first-name = First name
cli-users-add-opt-last-name = Last name
cli-users-update-about = Change a user's names or location
cli-users-update-arg-user = The user: sign-in name or user ID, in any case
cli-users-update-opt-set = displayName, firstName, lastName or usageLocation; nothing after = clears a name. Names of users from the customer's own directory are read-only
cli-users-delete-about = Delete users; asks first. They can be restored for 30 days, and their licenses are free at once
cli-users-delete-arg-users = The users: sign-in names or user IDs, in any case
cli-users-restore-about = Restore users deleted within the last 30 days; their licenses come back if seats are free
cli-users-restore-arg-users = The users: sign-in names or user IDs, in any case
cli-users-reset-password-about = Reset a user's password to a temporary one that must be changed; it can't be taken back
cli-users-reset-password-arg-user = The user: sign-in name or user ID, in any case
cli-users-reset-password-opt-passwords = Write the temporary password into this new file, readable by you alone (default: it stays sealed in the book)
cli-users-roles-about = List the directory roles of a user, as far as they were given here; or change them
cli-users-roles-arg-user = The user: sign-in name or user ID, in any case
cli-users-roles-opt-add = Give a role, by name or ID: «User Administrator»
cli-users-roles-opt-permissions = What the user may do as a whole: user, global-admin, or any of password-admin, user-management-admin, service-admin, with commas
cli-users-roles-opt-remove = Take a role away, by name or ID
cli-users-import-about = Add many users from a CSV file; any problem refuses the whole file, unless --skip-bad
cli-users-import-opt-location = The location of all new users, two letters: KR
cli-users-import-opt-portal-rules = Refuse more than 100 rows, as the portal does
cli-users-import-opt-skip-bad = Leave rows with problems out and add the others
cli-users-import-opt-split = Add nobody; check, and write files of up to 100 rows as the portal takes them
cli-users-import-opt-out = Where the split files go (default: beside the file)
cli-users-import-opt-encoding = How the file is encoded (default: recognised): utf-8, utf-16, cp949, windows-1252
cli-users-import-opt-passwords = Write the first passwords into this new file, readable by you alone (default: they stay sealed in the book)
cli-users-import-opt-results = Write the file again with the status column filled
cli-users-runs-about = List runs of many users, finished or not
cli-users-resume-about = Go on with a run that was stopped; nobody is added twice
cli-users-resume-arg-run = The run; «users runs» lists them
cli-users-passwords-about = Hand the sealed first passwords over into a new file, readable by you alone
cli-users-passwords-opt-out = The new file

cli-subscriptions-about = A customer's subscriptions
cli-subscriptions-list-about = List a customer's subscriptions
cli-subscriptions-show-about = Show one subscription whole
cli-arg-subscription = The subscription's ID, or a name that only one has
cli-subscriptions-export-about = Write a customer's subscriptions as CSV, or in another --format
cli-subscriptions-add-about = Buy a subscription from the catalogue
cli-subscriptions-add-opt-offer = The offer's ID: a GUID for legacy, three parts with colons for new commerce
cli-subscriptions-add-opt-quantity = Seats; 1 for what is sold by use
cli-subscriptions-add-opt-name = Its name; without it the offer's
cli-subscriptions-add-opt-base = The active subscription that an add-on belongs to; needed only when several would do
cli-subscriptions-add-more = The customer must have accepted the agreement where the cloud has one. An add-on needs an active base. A purchase is cancelled, not undone. The cycle is the offer's usual one; subscriptions billing-cycle changes it.
cli-subscriptions-suspend-about = Suspend subscriptions and their add-ons; asks first
cli-subscriptions-suspend-more = Nobody can use them then. Data of a legacy subscription is deleted 90 to 120 days later; the plan (--dry-run) names the days. New commerce is billed on.
cli-subscriptions-reactivate-about = Reactivate suspended subscriptions, bases before their add-ons
cli-subscriptions-reactivate-more = Add-ons of a base do not come back by themselves: name them too. Expired, disabled and deleted subscriptions can't be reactivated.
cli-subscriptions-cancel-about = Cancel a subscription and its add-ons; asks first, can't be taken back
cli-subscriptions-cancel-more = New commerce: within 7 days of purchase or renewal. Marketplace: within 24 hours (monthly) or 14 days (yearly) at once, later at its renewal. Legacy: at any time. Suspended ones are reactivated first.
cli-subscriptions-quantity-about = Change the number of seats
cli-subscriptions-quantity-arg-quantity = How many seats it has then
cli-subscriptions-quantity-more = Not while suspended, and within the offer's bounds. New commerce: fewer only within 7 days of purchase or renewal.
cli-subscriptions-rename-about = Give a subscription another name
cli-subscriptions-rename-arg-name = The new name
cli-subscriptions-auto-renew-about = Let a subscription renew by itself, or end with its term
cli-subscriptions-auto-renew-arg-renewal = on or off
cli-subscriptions-billing-cycle-about = Pay every month or every year
cli-subscriptions-billing-cycle-arg-cycle = monthly or annual
cli-subscriptions-billing-cycle-more = At the service the cycle belongs to the order: all subscriptions of it must be active. Here the subscription's own member is written.
cli-arg-subscriptions = IDs, or names that only one subscription of the customer has

cli-agreements-about = The customer agreement: who accepted it, and attesting that
cli-agreements-list-about = List what a customer accepted, and say whether it can buy
cli-agreements-list-more = Attestations of the older Microsoft Cloud Agreement are kept and shown; they do not allow buying any more. A customer who signed by itself has a record with isSigned. The text depends on the customer's country and language.
cli-agreements-confirm-about = Attest that a customer accepted the Microsoft Customer Agreement; it can't be taken back
cli-agreements-confirm-opt-first-name = First name of the person who accepted
cli-agreements-confirm-opt-last-name = Last name of the person who accepted
cli-agreements-confirm-opt-email = E-mail address of that person
cli-agreements-confirm-opt-phone = Phone number of that person; may be left out
cli-agreements-confirm-opt-date = When it was accepted: a day such as 2026-11-20 or a moment, UTC; not in the future
cli-agreements-confirm-more = Direct-bill partners and indirect providers only, in the global cloud. The person and the words must not all be those of the newest attestation (600061).

cli-qualification-about = A customer's special qualification: education, government community cloud, state-owned entity
cli-qualification-show-about = Show what a customer has and how far the service is with it
cli-qualification-set-about = Set a special qualification, or hand in again one that was denied; the service vets it
cli-qualification-set-arg-qualification = education, government-community-cloud or state-owned-entity
cli-qualification-set-opt-segment = Only for education: k12 or higher-education
cli-qualification-set-opt-code = Only for the government community cloud, and needed there: the validation code
cli-qualification-set-opt-website = Only for education: the school's website
cli-qualification-set-more = A school's account has an e-mail address on the school's own domain, no free mail. The government community cloud is set by direct-bill partners and indirect providers, for customers that have no qualification. Codes that the book knows (book import --kind qualification) lose one creation.
cli-support-about = Support: the contact of each subscription, service requests with notes
cli-support-show-about = Show whom the customer asks, subscription by subscription
cli-support-set-about = Name the support contact of a subscription
cli-support-set-opt-contact = Who: tenant ID, MPN ID or name
cli-support-set-more = Only one of your resellers that has a relationship with the customer can be named, or you yourself; until then it is the provider. Whoever is not in the list must have the relation first.
cli-support-requests-about = List the customer's service requests
cli-support-requests-more = New requests are opened in a portal; the addresses are said on standard error. First answer, in English: critical within 2 hours, moderate 4, minimal 8. For Azure the support plan is Cloud Solution Provider; there is no support by phone.
cli-support-request-about = Show one service request with its notes
cli-support-request-arg-request = The request's ID
cli-support-note-about = Put a note of your own on a service request
cli-support-note-arg-request = The request's ID
cli-support-note-arg-text = What the note says
cli-support-note-more = The note stands in this book only; support does not read it.

cli-activity-about = Every change: who, when, what
cli-activity-list-about = List changes, newest first
cli-activity-list-arg-customer = Only this customer's
cli-activity-list-opt-since = Not before this day or moment, UTC: 2026-11-01
cli-activity-list-opt-until = Not after this day or moment, UTC
cli-activity-list-opt-company = Only companies with these letters in their name
cli-activity-list-opt-resource-type = Only what was done to a resource of this type: customer, customer_user, subscription, license, transfer
cli-activity-export-about = Write all changes as CSV, or in another --format
cli-activity-export-arg-customer = Only this customer's
cli-activity-export-opt-since = Not before this day or moment, UTC: 2026-11-01
cli-activity-export-opt-until = Not after this day or moment, UTC
cli-activity-export-opt-company = Only companies with these letters in their name
cli-activity-export-opt-resource-type = Only what was done to a resource of this type, in the service's words
cli-activity-export-opt-out = Into this file (default: standard output)
cli-activity-verify-about = Check that nothing in the history was altered; ends with 6 when something was

cli-undo-about = Take back a change; without an entry the last one that can be taken back
cli-undo-arg-entry = The entry of the history; «activity list» shows them

cli-store-about = Look after the book's folder
cli-store-check-about = Check every promise of the book; ends with 6 when something is wrong
cli-store-stats-about = How much is in the book
cli-store-backup-about = Back the book up into one file
cli-store-backup-arg-file = The new file; only its owner can read it, and no first password is in it
cli-store-restore-about = Bring the book back from a backup; what stands there is moved aside, never deleted
cli-store-restore-arg-file = The backup, as «store backup» or the desk made it
cli-store-rescue-about = Write what can still be read of a damaged book; ends with 8 when something can't
cli-store-rescue-arg-file = The new file, in the lines of «book export»; - is standard output
cli-store-compact-about = Give disk space back
cli-store-seal-about = Where the key of the sealed first passwords is kept, and keeping it elsewhere
cli-store-seal-opt-key = file: outside the book, readable by you alone · passphrase: nothing on the disk opens the passwords without it
cli-store-seal-opt-new-passphrase-file = Read the new passphrase from the first line of F (default: it is asked for, twice)
cli-store-seal-more = Changing the passphrase changes nothing that is sealed. Whoever forgets it can't open the passwords that wait: those users get new ones with «users reset-password».

cli-why-about = What a code means and what to do about it; without a code, all of them
cli-why-arg-code = A number of the partner service, such as 2007, or a word of ours, such as not_found
cli-keys-about = The keys of the screen, your own from keymap.toml included
cli-completions-about = Write completions for a shell to standard output
cli-completions-arg-shell = bash, zsh or fish
cli-man-about = Write the manual (roff)
cli-man-opt-out = A page for every verb into this folder (default: the main page to standard output)

usage-no-noun = Nothing to do was named, and without a terminal there is no screen.
usage-see-help = «{ $command }» shows what there is.
usage-unknown-option = There is no option { $option } here.
usage-word-too-many = «{ $word }» is one word too many.
usage-unknown-verb = There is no «{ $verb }» here.
usage-missing-verb = One of these must follow: { $verbs }.
usage-missing-value = { $argument } needs a value.
usage-not-in-list = { $argument } can't be «{ $value }»: { $values }.
usage-missing-argument = This is missing: { $arguments }.
usage-argument-twice = { $argument } stands there twice.
usage-conflict = { $argument } does not go together with { $others }.
usage-not-utf8 = An argument is not UTF-8 text.
usage-bad-value = { $argument } can't be «{ $value }».
usage-unknown-profile = There is no profile «{ $name }» in the configuration. It has: { $known }.
usage-profile-without-store = The profile names no store: add store = "FOLDER" to it.
usage-unknown-ending = The ending of { $file } tells no format: name it .csv, .json or .ndjson, or give --format.
usage-not-one-resource = { $file } must hold one account, a single JSON object.
usage-bad-time = { $option } is «{ $found }»; it must be a day such as 2026-11-01 or a moment such as 2026-11-22T09:00:00Z.
usage-only-ndjson = A book goes out in lines of JSON alone; leave --format out.
usage-needs-a-file = Standard output has the report: give the name of a file.
usage-passphrase-open-to-others = Others can read { $file }: whoever is to keep a secret must not stand there. Close it to them (chmod 600) and begin again.
usage-no-passphrase = The first line of { $file } says no passphrase.
usage-no-home = There is no home folder: name the book with --store.
usage-bad-clock = PARTNERDECK_NOW is «{ $found }»; it must be a moment such as 2026-11-22T09:00:00Z.

config-wrong = { $file }, line { $line }, { $key }: { $what } This line is left out.
config-wrong-line = { $file }, line { $line }: { $what } This line is left out.
config-no-toml = This is no TOML.
config-no-table = A table is needed here.
config-no-text = A text in quotes is needed here.
config-no-flag = true or false is needed here.
config-no-number = A whole number from 1 on is needed here.
config-no-seconds = A whole number of seconds from { $least } to { $most } is needed here.
config-not-in-list = «{ $found }» is none of { $words }.
config-unknown-key = There is no such key.
theme-no-colour = A colour is needed here: a name such as "cyan" or "light-red", a number from 0 to 255, or "#rrggbb".
theme-unknown = There is no theme «{ $name }»: { $names }. Colours follow the terminal.
theme-name-taken = { $file } is not used: the program has a theme «{ $name }» of its own. Give the file another name.
theme-on = The theme is «{ $name }» until you leave. theme = "{ $name }" in config.toml keeps it.

problem-file-of-another-account = The file is of the account { $id }, not of this one.
problem-suggestion = Did you mean «{ $value }»?
problem-at-line = line { $line }
problem-at-cell = line { $line }, column { $column }
problem-at-cell-named = line { $line }, column { $column } ({ $header })

report-dry-run = Dry run: nothing was changed.
report-added = { $n-text } added
report-changed = { $n-text } changed
report-unchanged = { $n-text } unchanged
report-removed = { $n-text } removed
report-refused = { $n-text } refused
report-failed = { $n-text } failed
report-nothing = Nothing to change.
report-undo = Entry { $entry } of the history; «partnerdeck undo { $entry }» takes it back.

csv-replaced = { $n ->
    [one] One character that would act unseen was written as U+FFFD; JSON keeps it.
   *[other] { $n-text } characters that would act unseen were written as U+FFFD; JSON keeps them.
  }
cli-list-empty = Nothing to list.
cli-list-cut = { $shown-text } of { $total-text } shown; --limit shows more.

export-went = { $n ->
    [one] One row went out.
   *[other] { $n-text } rows went out.
  }
export-went-to = { $n ->
    [one] One row went out to { $file }.
   *[other] { $n-text } rows went out to { $file }.
  }
export-would-go = { $n ->
    [one] Dry run: one row would go out to { $file }.
   *[other] Dry run: { $n-text } rows would go out to { $file }.
  }

book-demo = Demo
first-start =
    There is no book at { $folder } yet.
      d  look around in the demo: invented accounts, nothing is kept
      i  begin a book there with a file of the service: customers, subscriptions, users as JSON
      e  begin with an empty book there
      q  leave
first-start-demo = d
first-start-import = i
first-start-file = File:
first-start-empty = e
first-start-leave = q

ask-yes-or-no = { $question } (y/N)
answer-yes = y yes
ask-overwrite = There is a file { $name } already. Replace it?

cli-column-name = Company
cli-column-mpn = MPN ID
cli-column-customers = Customers
cli-column-sent = Sent (UTC)
cli-column-invitation = Invitation
cli-column-domain = Domain
cli-column-relationship = Relationship
cli-column-country = Country
cli-column-seats = Seats
cli-column-tags = Tags
cli-column-id = Microsoft ID
cli-column-subscription = Subscription
cli-column-subscription-id = Subscription ID
cli-column-quantity = Quantity
cli-column-status = Status
cli-column-reseller = Reseller
cli-column-display-name = Display name
cli-column-product = Product
cli-column-part-number = Part number
cli-column-available = Available
cli-column-assigned = Assigned
cli-column-product-id = Product ID
cli-column-directory-role = Role
cli-column-directory-role-id = Role ID
cli-column-user-name = User name
cli-column-location = Location
cli-column-state = State
cli-column-user-id = User ID
cli-column-date = Date
cli-column-agreement = Agreement
cli-column-accepted-by = Accepted by
cli-column-email = E-mail
cli-column-template = Template
cli-column-support-contact = Support contact
cli-column-mpn-id = MPN ID
cli-column-contact-id = Contact ID
cli-column-request-id = Request ID
cli-column-title = Title
cli-column-severity = Severity
cli-column-request-contact = Contact
cli-column-created = Created
cli-column-modified = Modified
cli-column-closed = Closed
cli-column-qualification = Qualification
cli-column-vetting = Vetting
cli-column-reason = Reason
cli-column-since = Since
partner-name = Name
partner-tenantid = Microsoft ID
partner-country = Country
partner-domain = Domain
partner-kind = Sells as
partner-unsaid = (not said)
cli-column-place = Where
cli-column-keys = Keys
cli-column-action = Action
cli-column-words = What
cli-column-run = Run
cli-column-file = File
cli-column-started = Started (UTC)
cli-column-run-done = Done
cli-column-run-left = Left
cli-column-run-failed = Failed
run-unfinished = unfinished
run-done = done
users-stay-sealed = { $n ->
    [one] One first password is sealed in the book; «partnerdeck users passwords { $customer } --out FILE» hands it over.
   *[other] { $n-text } first passwords are sealed in the book; «partnerdeck users passwords { $customer } --out FILE» hands them over.
  }
users-can-resume = { $n-text } are still to be added; «partnerdeck users resume { $customer } { $run }» goes on.
users-split-step = { $n ->
    [one] { $file }: one row
   *[other] { $file }: { $n-text } rows
  }
first-password = First password of { $name }: { $password }   It is shown this once.
first-password-sealed = The administrator's first password is sealed in the book; «partnerdeck users passwords» hands it over.
cli-column-entry = Entry
cli-column-when = When (UTC)
cli-column-who = Who
cli-column-done = What
cli-column-subject = Whose
cli-activity-undone = taken back
cli-column-place-found = Where
progress = { $done-text } of { $total-text }
progress-rate = { $done-text } of { $total-text }, { $n-text } a second, { $time } left
cli-column-finding = What

step-back-up = Writes { $n ->
    [one] one change
   *[other] all { $n-text } changes
} of the book to { $file }.
backup-made = { $file } holds { $n ->
    [one] one record
   *[other] { $n-text } records
} with their history in { $bytes-text } bytes, and was read back.
backup-without-passwords = { $n ->
    [one] One first password
   *[other] { $n-text } first passwords
} of { $customer } are in this book alone, under seal, and in no backup: { $names }.
backup-hand-over = Hand them over with «partnerdeck users passwords { $customer } --out FILE».
ask-restore = Move the book in { $folder } aside to { $aside } and bring it back from { $file }?
step-restore = Brings { $folder } back as it was on { $at }: { $records ->
    [one] one record
   *[other] { $records-text } records
}, { $n ->
    [one] one change
   *[other] { $n-text } changes
} of history.
step-restore-later = { $n ->
    [one] One later change
   *[other] { $n-text } later changes
} came from the journal of the damaged book.
step-restore-aside = What stood there is in { $aside }. Nothing of it was deleted.
step-restore-seals = First passwords that wait to be handed over came along.
restore-lost = { $n ->
    [one] One change was
   *[other] { $n-text } changes were
} lost, from entry { $entry } on.
restore-left-behind = { $n ->
    [one] One change is
   *[other] { $n-text } changes are
} newer than the backup, from entry { $entry } on: they stay in the book that is moved aside.
undo-restore = a restore is undone by restoring the book that was moved aside: rename its folder back.
step-rescue = { $n ->
    [one] One record
   *[other] { $n-text } records
} can be read; the journal has { $entries ->
    [one] one whole entry
   *[other] { $entries-text } whole entries
}.
step-rescue-of-state = { $n ->
    [one] One of them is
   *[other] { $n-text } of them are
} known from the book's working copy alone.
stands-in = The book is damaged: { $what }. It is shown as its backup of { $at } has it, and can't be changed; { $n ->
    [0] nothing newer is known
    [one] one change is newer
   *[other] { $n-text } changes are newer
}.
put-right-state = The book's working copy could not be trusted and was made again from the journal ({ $subject }). Every change that was told done is there.
put-right-password = A new password for { $subject } was never set: the program was stopped while it was being made, and it was destroyed. A password that waited before still waits. Reset it again if a new one is needed.
stands-in-remedy = «partnerdeck store restore { $backup } --yes» brings it back.
stats-backup = Newest backup
stats-backup-made = { $at } UTC, { $n ->
    [0] nothing changed since
    [one] one change since
   *[other] { $n-text } changes since
}
stats-backup-none = none beside the book
store-sound = The book is sound.
seal-key = Key of the seal
seal-key-nowhere = none yet: the first sealed password makes one
seal-key-file = in a file outside the book, for you alone
seal-key-passphrase = under a passphrase
seal-waiting = Passwords that wait
seal-ask = Passphrase of the sealed passwords (Enter: leave them sealed):
seal-ask-new = New passphrase:
seal-ask-again = Once more:
seal-not-the-same = These were not the same. Nothing was changed.
seal-title = Passphrase of the sealed passwords
seal-without = The first passwords of this book are sealed under it. Esc goes on without: only making and handing over first passwords needs it.
seal-tries = It is being tried …
seal-opened = The sealed passwords can be opened until the desk is left.
seal-left = The first passwords stay sealed; { $key } gives the passphrase later.
seal-is-open = No passphrase is needed: the key of the sealed passwords is at hand.
seal-file-wrong = The passphrase that the file gives is not that of the sealed passwords. Nothing was lost; { $key } lets you type it.
seal-wrong = That is not the passphrase. Nothing was lost.
seal-needs-new-passphrase = The new passphrase was not given. The key is kept as it was, and all that is sealed still opens.
seal-needs-new-passphrase-remedy = Type it on a terminal, or write it on the first line of a file that only you can read and name that with --new-passphrase-file.
store-compact-before = The book takes { $n-text } bytes.
store-compact-after = Now it takes { $n-text } bytes.
undo-nothing-changed = Nothing of the book changed, so there is nothing to take back.
stats-cloud = Cloud
stats-version = Version
stats-bytes = Bytes on disk
kind-agreement = Agreements
kind-book = The book
kind-customer = Customers
kind-entitlement = Entitlements
kind-invitation = Invitations
kind-license = Licenses
kind-qualification = Qualifications
kind-reseller = Indirect resellers
kind-servicerequest = Service requests
kind-sku = Subscribed SKUs
kind-subscription = Subscriptions
kind-supportcontact = Support contacts
kind-transfer = Transfers
kind-user = Users

## What codes mean, and what to tell the user

code-401 = The sign-in to the partner service is no longer valid.
code-401-do = Sign in again: nothing you typed is lost.
code-403 = The partner service does not allow this to the role that asked.
code-403-do = Ask for a role that may do it: «partnerdeck why refused_by_role» is our own word for it. An indirect reseller asks its provider.
code-2032 = Your role does not allow this in the partner service.
code-2032-do = Let somebody do it whose role may; who may is said where the action is greyed out.
code-900150 = Your role does not allow this transfer or change.
code-900150-do = Let an admin agent do it.
code-404 = The thing is no longer there: it was removed, or its ID is not of this customer.
code-404-do = Refresh the list, then look for it again.
code-409 = The service is busy with the same thing, or it changed at the same moment.
code-409-do = Wait and try again. An order may take minutes, a subscription up to 24 hours.
code-800060 = Another change of this order or subscription is still being worked on.
code-800060-do = Try again in a few minutes.
code-800064 = The service is still working on this subscription.
code-800064-do = Try again later: a subscription may take up to 24 hours.
code-900278 = The service is busy with this customer's order.
code-900278-do = Try again in a few minutes.
code-412 = Somebody changed this after you had read it.
code-412-do = Compare your values with theirs and choose; nothing was overwritten.
code-2055 = The profile was changed meanwhile: its version is not the one you had read.
code-2055-do = Compare your values with theirs and choose; nothing was overwritten.
code-429 = Too many requests in a short time: the service slows everybody down.
code-429-do = Wait the seconds it names; what is on the screen stays, with its age.
code-5xx = The service failed or did not answer: whether it did what was asked is unknown.
code-5xx-do = Repeat with the same request ID: the service does it only once.
code-400 = The service can't work with the request. For the activity log: only the last 90 days are available.
code-400-do = Ask for a later start. Our own log is not cut: it goes back to the first change in this book.
code-2091 = This offer is no longer sold.
code-2091-do = Choose its successor in the catalogue.
code-2085 = The customer is not eligible for this offer.
code-2085-do = Check the customer's country, qualification and what it has already.
code-800070 = The offer is not sold in the customer's country.
code-800070-do = Choose an offer of that market.
code-800086 = The customer lacks the qualification that the offer asks for, such as education.
code-800086-do = Set the qualification first and wait until it is approved.
code-800066 = The customer has as many subscriptions of this offer as one may have.
code-800066-do = Change the quantity of the one it has instead of adding another.
code-800068 = The limit of subscriptions for this customer or this partner is reached.
code-800068-do = Cancel one that is not used, or ask support for a higher limit.
code-800089 = The limit of seats or subscriptions of this offer is reached.
code-800089-do = Order fewer, or ask support for a higher limit.
code-800023 = The partner's credit line is too low for this order.
code-800023-do = Pay open invoices, or ask for a higher credit line.
code-800025 = The order is worth more than what is left of the credit line.
code-800025-do = Order less, pay open invoices, or ask for a higher credit line.
code-900121 = The credit check of the partner refused the order.
code-900121-do = Pay open invoices, or ask for a higher credit line.
code-800039 = The partner's programme status is not active.
code-800039-do = Complete the enrolment in the partner portal; until then nothing can be sold.
code-900149 = The partner's account is not active in this programme.
code-900149-do = Complete the enrolment in the partner portal; until then nothing can be transferred or sold.
code-20002 = There is no relationship with this customer any more: it was ended, or your access was withdrawn.
code-20002-do = Refresh the list. To work with the customer again, invite it; it must accept.
code-2007 = The service does not accept the address. A corrected one may be inside the answer.
code-2007-do = Put old and new side by side and take the corrected one, or mend the address.
code-27002 = A property of the address is not valid, mostly the state. For the United States the region must stay empty.
code-27002-do = Choose the state from the list of the country; leave the region out.
code-3000 = A property is not valid; when removing a relationship: the relationship does not exist.
code-3000-do = Mend the property that is named. A relationship that does not exist was removed already: refresh the list.
code-600002 = A registration number was given for a country that has none.
code-600002-do = Remove the registration number.
code-600049 = The country asks for the company's registration number, and none was given.
code-600049-do = Give the company's own number, never a personal one.
code-600050 = The registration number is not written as the country writes it. The service's message holds the pattern.
code-600050-do = Write the number as the pattern shows.
code-600051 = The country asks for a phone number where a registration number is asked for.
code-600051-do = Give the customer's phone number.
code-600006 = This partner account is not permitted to create customers: by role, by programme, or by the limits of a sandbox.
code-600006-do = Check your role and the state of the partner account; nothing was created.
code-2030 = The partner is not onboarded for the customer's country.
code-2030-do = You may not sell in this country. Choose a country of your own market.
code-800018 = The limit of customers of the sandbox is reached.
code-800018-do = Remove a customer of the sandbox first.
code-800073 = The customer's account is under review.
code-800073-do = You can look but not buy until the review is done. Check that the company name and the address are right.
code-800075 = The customer's account was not approved.
code-800075-do = You can look but not buy. Correct the company name and the address, then ask support.
code-900124 = The partner agreement is not accepted by your company.
code-900124-do = A global admin of your company must accept it in the partner portal.
code-900123 = The partner agreement is not accepted by the indirect reseller.
code-900123-do = A global admin of the reseller must accept it in the partner portal.
code-900100 = There is no such transfer.
code-900100-do = Refresh the list of transfers.
code-900118 = There is no such customer for this transfer.
code-900118-do = Check the customer's Microsoft ID.
code-900101 = The transfer is in progress already.
code-900101-do = Refresh and wait; the service may need 15 minutes and tries for 3 days.
code-900102 = The transfer is complete already.
code-900102-do = Refresh: nothing is left to do.
code-900104 = The transfer is being processed.
code-900104-do = Refresh in a few minutes; it can't be changed meanwhile.
code-800078 = A subscription in the list is not valid or not of this customer.
code-800078-do = Take it out of the list and send again.
code-900105 = Suspended Azure subscriptions can't move.
code-900105-do = Reactivate them first.
code-900130 = The subscription was bought too recently to be transferred.
code-900130-do = Try again later.
code-900131 = The customer still has legacy Azure subscriptions.
code-900131-do = Convert them to the Azure plan first.
code-900132 = The customer's Azure plan is not active.
code-900132-do = Reactivate the Azure plan first.
code-900133 = The customer has no Azure plan with the future partner.
code-900133-do = The future partner buys an Azure plan for the customer first.
code-900134 = The future partner can't buy an Azure plan for this customer.
code-900134-do = Check the agreement and the market of the customer, then buy the plan.
code-900136 = The current partner's details are missing.
code-900136-do = Give the current partner's company name and its Microsoft ID or domain.
code-900147 = The current partner's details are wrong.
code-900147-do = Ask the customer for the current partner's Microsoft ID.
code-900148 = The current partner is yourself.
code-900148-do = Name the other partner: what you have already needs no transfer.
code-900137 = The partner is not enabled for electronic transfers.
code-900137-do = Use the signed form, or ask support to enable the partner.
code-900138 = Electronic transfers do not exist in national clouds.
code-900138-do = Use the signed form for legacy Azure subscriptions.
code-900139 = The transfer can't be created with these Azure subscriptions.
code-900139-do = Create it without the Azure subscriptions.
code-900145 = Reservations are selected, and they can't move.
code-900145-do = Unselect or cancel the reservations.
code-900146 = Marketplace products are selected that can't move.
code-900146-do = Unselect or cancel them.
code-900103 = The service failed during the transfer.
code-900103-do = Try again; if it stays so, open a service request.
code-900135 = The service failed while it looked at the transfer.
code-900135-do = Try again; if it stays so, open a service request.
code-800015 = The MPN ID of the reseller is unknown.
code-800015-do = Check the MPN ID with the reseller.
code-800016 = The MPN ID does not belong to an indirect reseller of yours.
code-800016-do = Check the MPN ID and the partnership with the reseller.
code-900154 = The reseller is not an active indirect reseller.
code-900154-do = Check the partnership with the reseller.
code-900400 = The new-commerce transfer was refused.
code-900400-do = Look at what the transfer contains, take out what can't move, and send it again.
code-900160 = The new-commerce transfer is not valid.
code-900160-do = Check the partner and the subscriptions that were named.
code-2001 = The quantity of a suspended subscription can't be changed.
code-2001-do = Reactivate it first.
code-800091 = The quantity of a suspended new-commerce subscription can't be changed.
code-800091-do = Reactivate it first.
code-2002 = The quantity is outside of what the offer allows.
code-2002-do = Choose a quantity between the offer's minimum and maximum.
code-800067 = The quantity of the new-commerce offer is outside of what it allows.
code-800067-do = Choose a quantity between the offer's minimum and maximum.
code-800090 = Seats of new commerce can be given back only within 7 days of purchase or renewal.
code-800090-do = Lower the number at the next renewal.
code-27009 = An add-on can't be reactivated while its base is not active.
code-27009-do = Reactivate the base first, then the add-on.
code-2054 = The billing cycle is changed on the order, not on the subscription.
code-2054-do = Change it on the order that the subscription stands on.
code-6000 = The billing cycle can be changed only when every subscription of the order is active.
code-6000-do = Reactivate the others of the order first, or let them end.
code-900115 = The Azure plan still has active Azure subscriptions under it.
code-900115-do = Cancel those first, then suspend the plan.
code-13605 = The customer agreement is not confirmed, so nothing can be bought. Renewals go on.
code-13605-do = Attest that the customer accepted it, or let the customer sign it.
code-600061 = The same person's acceptance was attested already with exactly these data.
code-600061-do = Change at least one of first name, last name, e-mail and phone.
code-60012 = The product has too few free seats.
code-60012-do = Buy more seats, or take the license from somebody else.
code-60002 = The user is not found in the customer's tenant.
code-60002-do = Refresh the list of users.
code-60003 = The customer's tenant is not found.
code-60003-do = Refresh the list; check the Microsoft ID.
code-900308 = You lack a role in the customer's tenant.
code-900308-do = Ask the customer for the role that the plan names, or let somebody do it who has it.
code-900329 = This needs a signed-in user; the program signed in without one.
code-900329-do = Sign in as yourself and try again.
code-900316 = The sign-in is for another service or cloud.
code-900316-do = Sign in again for the cloud of this book.
code-2072 = The partner on record of an order is the provider. It must be the reseller.
code-2072-do = Give the reseller's MPN ID, or leave it out.
code-problems = What was given breaks one rule or several. Each stands with its place and remedy.
code-problems-do = Mend each of them, then try again. Nothing was changed.
code-refused-by-role = Your role or your kind of partner does not allow this. It is refused before anything is read or written.
code-refused-by-role-do = Let somebody do it whose role may. --role, or the configuration, says which roles you work with.
code-refused-by-cloud = The cloud of this book does not have this, or the book belongs to another cloud than was named.
code-refused-by-cloud-do = Do it where the sentence says; a book never changes its cloud.
code-precondition = Something must be done first. Each blocker names the thing and the step that clears it.
code-precondition-do = Do the steps that the blockers name, then try again. Nothing was changed.
code-conflict = Somebody changed the same record after you had read it.
code-conflict-do = Compare your values with theirs and choose; nothing was overwritten.
code-not-found = There is no such thing in this book, or nothing to take back, or it can't be restored any more.
code-not-found-do = Check the spelling or the ID, or look for it in the list.
code-ambiguous = Several accounts, users or subscriptions answer to what was given.
code-ambiguous-do = Give the ID: only that names one.
code-needs-confirmation = A dangerous change asks first, and nobody was there to answer.
code-needs-confirmation-do = Read what would happen, then repeat the command with --yes, or with --confirm and the company name.
code-read-only = The book was opened read-only.
code-read-only-do = Start without --read-only to change it.
code-in-use = The book is open in another process. A book is open in one at a time.
code-in-use-do = Close it there, or wait until it is done.
code-damaged = The book's files do not say what they must.
code-damaged-do = Keep a copy of its folder before you try anything; «partnerdeck store check» says what is wrong.
code-newer-format = The book was made by a newer PartnerDeck.
code-newer-format-do = Update the program. Nothing was changed.
code-disk-full = The disk is full. What was saved before is safe.
code-disk-full-do = Make room, then try again.
code-not-writable = A folder or file of the book can't be written or holds something else.
code-not-writable-do = Check its permissions, or choose another folder.
code-file-exists = There is a file of that name already. It was left as it is.
code-file-exists-do = Give the name of a new file.
code-usage = What was asked can't be understood: the arguments, a filter, a date, a file that is missing or is not what it must be.
code-usage-do = The sentence points at the place; --help shows the form.
code-interrupted = The work was stopped at your wish after a whole step.
code-interrupted-do = What was done is safe; a run of many users can be resumed.
code-internal = The program stopped over a fault of its own.
code-internal-do = What was saved is safe. Send the report that is named with what you did.
code-missing = A value that must be there is not.
code-missing-do = Give it; F1 on the field says what is wanted.
code-too-long = More characters than the field takes. Characters are counted, not bytes.
code-too-long-do = Shorten it.
code-too-short = Fewer characters than the field needs.
code-too-short-do = Write it out.
code-bad-format = Not written the way it must be: a postal code, a phone number, a date, an ID.
code-bad-format-do = Take the value that is offered, or write it as the example shows.
code-not-in-list = Not one of the values that the field takes.
code-not-in-list-do = Choose one of the list.
code-not-allowed = This must not be given or changed here: the service refuses it or fixed it at the beginning.
code-not-allowed-do = Leave it out.
code-domain-taken = An account in this book has the domain.
code-domain-taken-do = Choose another, or invite the company if it has a tenant already.
code-unknown-country = There is no such country or region.
code-unknown-country-do = Give two letters such as GB, or the name.
code-wrong-market = The country is outside of your market or of the cloud.
code-wrong-market-do = You may sell only to customers of your own market.
code-in-the-future = The date has not come yet.
code-in-the-future-do = Give the day on which it happened.
code-bad-name = A company name that is refused or doubtful: one character, only signs, only a legal form, a test name.
code-bad-name-do = Give the exact legal name: the account is approved by it.
code-no-rows = The file has a header at most: nobody would be added.
code-no-rows-do = Fill in at least one row.
code-missing-column = A column that must be there is not.
code-missing-column-do = Take the header of the template: «partnerdeck users template».
code-bad-email = Not an e-mail address one could sign in with.
code-bad-email-do = Write it as name@domain.
code-foreign-domain = The address is not on one of the customer's domains.
code-foreign-domain-do = Use one of the domains that are listed.
code-duplicate-in-file = The same address stands in an earlier row; upper and lower case count alike.
code-duplicate-in-file-do = Change or remove one of the two rows.
code-already-exists = The customer has a user, or the book a thing, of that name already.
code-already-exists-do = Leave the row out, or use another name.
code-recently-deleted = A user of that name was deleted less than 30 days ago.
code-recently-deleted-do = Restore the user instead of adding another.
code-status-not-empty = The status column is filled; it is for the service's outcome.
code-status-not-empty-do = Leave it empty.
code-extra-column = A column or cell too many: the service refuses the whole file for it.
code-extra-column-do = Remove it.
code-bad-character = A control character or a line break stands in a cell.
code-bad-character-do = Remove it; mending the cell takes it out.
code-bad-encoding = Some bytes are no text in the encoding that was recognised.
code-bad-encoding-do = Save the file as UTF-8, or say the encoding with --encoding.
code-no-location = No location was chosen for the new users. Without one they can get no license.
code-no-location-do = Choose a country for all of them.
code-too-many-rows = More rows than the portal takes in one file: 100.
code-too-many-rows-do = Run it here, where batches are made by themselves, or split it.
code-duplicate-member = A member stood twice in what came in.
code-duplicate-member-do = The last one counts. Nothing needs to be done.
code-password-sealed = What came in held a password.
code-password-sealed-do = It went under seal and stands in no record. Nothing needs to be done.
code-dropped = Something was left out on the way in or out.
code-dropped-do = The sentence says what; check that you do not need it.
code-flagged = A value came from the service that could not be typed here.
code-flagged-do = It is kept as it came. Mend it when you edit the account.
code-notice = Something you should know before you go on.
code-notice-do = Read the sentence; nothing is refused for it.

topic-0 = Roles and clouds
topic-1 = See your customer list
topic-2 = Add a new customer
topic-3 = Remove a relationship
topic-4 = Switch Azure subscriptions to a different partner
topic-5 = Update customer account info
topic-6 = Add multiple users
topic-7 = Subscriptions
topic-8 = Customer agreement
topic-9 = Request a relationship
topic-10 = Users and licenses
topic-11 = Qualification
topic-12 = Indirect resellers
topic-13 = Support contact, activity log, service requests
topic-14 = Messages valid everywhere

why-title = Why
why-nothing = Nothing is wrong here, and nothing was said to be wrong.
why-key = { $key } why
why-found = About
why-remedy = Remedy
why-code = Code
why-code-from = { $code }, from { $from }
why-in-form = { $code }: { $meaning } { $tell }
why-description = What it means
why-tell = What to do
why-topics = Where
why-from = From
why-from-service = the partner service
why-from-program = PartnerDeck
why-also = Also as
failure-unknown-code = No code «{ $asked }» is known. «partnerdeck why» lists them all.
failure-unknown-code-near = No code «{ $asked }» is known. Near it: { $near }. «partnerdeck why» lists them all.
## Screen: menus and sheets

menu-nothing = Nothing here has these letters.
chore-rename = Rename
chore-quantity = Change the number of seats
chore-suspend = Suspend
chore-suspend-marked = Suspend the { $n-text } marked
chore-reactivate = Reactivate
chore-reactivate-marked = Reactivate the { $n-text } marked
chore-cancel = Cancel
chore-renew-on = Turn auto-renew on
chore-renew-off = Turn auto-renew off
chore-cycle = Change the billing cycle
chore-add-on = Buy an add-on for it
chore-buy = Buy a subscription
chore-copy-subscription = Copy the subscription's ID
sheet-title = { $name } › { $what }
sheet-ask = { $what }?
sheet-ask-leave = Leave «{ $what }» without doing it?
sheet-lost = What you typed here is lost.
sheet-first = First
sheet-steps = What is done
sheet-then = Then
sheet-follows = What follows
sheet-doubtful = To be weighed
sheet-nothing = It is so already: there is nothing to change.
sheet-remedy = { $key }: { $words }
sheet-more = { $n ->
    [one] { $n-text } more line, { $key }
   *[other] { $n-text } more lines, { $key }
 }
sheet-blocked = { $n ->
    [one] { $n-text } thing must be done first
   *[other] { $n-text } things must be done first
 }
sheet-done = Done: { $what }, { $subject }
sheet-done-undo = { $done } — { $key } undoes
sheet-missing = This must be filled in.
sheet-no-number = This is not a whole number.
sheet-no-date = This is not a day. Days are written like 2026-11-22.
sheet-not-in-list = This is none of the list.
sheet-type-name = Type the name
sheet-name-differs = This is not the name.
sheet-name-is = It is written { $name }.
sheet-name = Name
sheet-seats = Seats
sheet-seats-why = Within what the offer allows, and not while it is suspended. Seats of new commerce can be given back only within 7 days of the purchase or the renewal.
sheet-several-subscriptions = { $n-text } subscriptions
sheet-rename-title = Rename { $name }
sheet-quantity-title = Seats of { $name }
sheet-suspend-title = Suspend { $what }
sheet-reactivate-title = Reactivate { $what }
sheet-cancel-title = Cancel { $name }
sheet-renew-on-title = Auto-renew of { $name }: on
sheet-renew-off-title = Auto-renew of { $name }: off
sheet-cycle-title = Billing cycle of { $name }
sheet-cycle = Billing cycle
cycle-monthly = every month
cycle-annual = every year
sheet-buy-title = Buy a subscription
sheet-add-on-title = Buy an add-on for { $base }
remedy-confirm = attest the customer agreement
remedy-qualify = set the qualification
sheet-offer = Offer
sheet-offer-new-commerce = { $name } · new commerce
sheet-offer-legacy = { $name } · legacy
sheet-offer-why = A small catalogue without prices. What this customer can't buy says why.
sheet-buy-name-why = Without one it gets the offer's name.
sheet-base = Base
sheet-base-why = The active subscription that the add-on belongs to.
chore-licenses = Licenses: assign and revoke
chore-add-user = Add a user
chore-edit-user = Edit names and location
chore-permissions = Set the permissions
chore-directory-role = Give or take a directory role
chore-reset-password = Reset the password
chore-location = Set the location
chore-delete-users = { $n ->
    [one] Delete the user
   *[other] Delete { $n-text } users
 }
chore-restore-users = { $n ->
    [one] Restore the user
   *[other] Restore { $n-text } users
 }
sheet-add-user-title = Add a user
sheet-edit-user-title = Edit { $name }
sheet-location-title = Location of { $name }
sheet-location-title-many = Location of { $n-text } users
sheet-delete-user-title = Delete { $name }
sheet-delete-users-title = Delete { $n-text } users
sheet-restore-user-title = Restore { $name }
sheet-restore-users-title = Restore { $n-text } users
sheet-reset-title = Reset the password of { $name }
sheet-permissions-title = Permissions of { $name }
sheet-permissions = Permissions
sheet-role-title = Directory role of { $name }
sheet-role = Role
sheet-role-give = Give { $role }
sheet-role-take = Take away { $role }
sheet-sign-in-why = The name to sign in with stands on a domain of the customer, and nobody else may have it, also nobody who was deleted in the last 30 days.
sheet-location-why = The country where the user works with the service. It decides which licenses can be given; without it none can.
permission-user = user: can use licenses and services
permission-global-admin = global admin: everything in the tenant
permission-custom = custom: any of the admin roles below
permission-password-admin = Password admin
permission-user-management-admin = User management admin
permission-service-admin = Service admin
permission-none-chosen = Choose one of the admin roles, or «user».

## Screen: shell, list, detail

age-now = now
age-minutes = { $n-text } min
age-hours = { $n-text } h
date-in-year = { $day } { $month }
date-with-year = { $day } { $year }
date-year-only = { $year }
date-with-time = { $date } { $time }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

place-everywhere = Everywhere
place-list = List
place-all-users = Users of all customers
place-detail = Account
place-edit = Form
place-many-users = Many users
place-overlay = Here

action-help = help
action-help-help = Help for this place
action-palette = all
action-palette-help = Every action by its words
action-begun = begun
action-begun-help = What was begun and not saved
action-go-on = go on
action-go-on-help = Go on with what was begun
action-drop-words = give up
action-drop-words-help = Give up what was typed and not saved
action-later = later
action-later-help = Leave it for another time
action-unlock = passphrase
action-unlock-help = Give the passphrase of the sealed passwords
action-back = back
action-back-help = One step back
action-leave = quit
action-leave-help = One step back, at the top quit
action-quit = quit
action-quit-help = Quit from anywhere; drafts are kept, running work can be resumed
action-redraw = redraw
action-redraw-help = Draw the screen anew
action-suspend = suspend
action-suspend-help = Back to the shell; fg brings the desk back
action-undo = undo
action-undo-help = Take back the last change
action-back-up = back up
action-back-up-help = Back up the book, beside it; nothing waits for it
action-jobs = jobs
action-jobs-help = Running work: how far it is, and stop it
action-log = log
action-log-help = What was said so far
action-language = language
action-language-help = The next language: English, 한국어
language-turned = English from now on. To keep it, write into config.toml: lang = "{ $code }"
action-theme = theme
action-theme-help = The next theme: what the terminal calls for, dark, light, high contrast, ASCII, your own
action-down = down
action-down-help = One row down
action-up = up
action-up-help = One row up
action-first = first
action-first-help = The first row
action-last = last
action-last-help = The last row
action-page-down = page down
action-page-down-help = A page down
action-page-up = page up
action-page-up-help = A page up
action-half-down = half down
action-half-down-help = Half a page down
action-half-up = half up
action-half-up-help = Half a page up
action-filter = filter
action-filter-help = Filter as you type: words, or country:KR tag:gold seats>10 -word
action-fuzzy = fuzzy
action-fuzzy-help = Fuzzy filter and back: ~wngtp finds Wingtip Toys, the best first
action-keep-filter = keep
action-keep-filter-help = Keep the filter and go to the rows
action-clear-filter = clear
action-clear-filter-help = Clear the filter
action-menu = menu
action-menu-help = What can be done with this account
action-all-users = all users
action-all-users-help = Find users of all customers
action-user-menu = menu
action-user-menu-help = What can be done with this user
action-filter-users = filter
action-filter-users-help = Filter as you type: words, or customer:wing domain:contoso state:deleted -word
action-copy-sign-in = copy name
action-copy-sign-in-help = Copy the name the user signs in with
action-open = open
action-open-help = Open the account; in an account, what can be done with the row
action-expand = expand
action-expand-help = Fold the row open in place
action-mark = mark
action-mark-help = Mark the row
action-deleted-users = deleted
action-deleted-users-help = Show the deleted users, or the active ones again
action-touch = check, clear
action-touch-help = Check the box, clear it, leave it as it was
action-buy-more = buy more
action-buy-more-help = More seats of the product
action-mark-all = mark all
action-mark-all-help = Mark all that are shown; again: unmark them
action-sort = sort
action-sort-help = Choose the order; the same column again turns it round
action-remove = remove
action-remove-help = Remove the reseller relationship with a customer
action-invite = invite
action-invite-help = Invite a company to a reseller relationship
action-invitations = invitations
action-invitations-help = See who was invited, and what became of it
action-add = add
action-add-help = Add a customer
action-edit = edit
action-edit-help = Edit the account info
action-many-users = users
action-many-users-help = Add many users from a file
action-export = export
action-export-help = Write what is shown to a file
action-copy-id = copy ID
action-copy-id-help = Copy the Microsoft ID, or those of all marked customers
action-refresh = refresh
action-refresh-help = Read the book again
action-next-section = next part
action-next-section-help = The next part of the account
action-previous-section = part before
action-previous-section-help = The part before
action-section-account = account
action-section-account-help = Account: profiles, address, contact, tags, notes
action-section-subscriptions = subscriptions
action-section-subscriptions-help = Subscriptions
action-section-users = users
action-section-users-help = Users, active and deleted
action-section-support = support
action-section-support-help = Support: whom customers ask, service requests with notes
action-book-activity = history
action-book-activity-help = The log of the whole book: who changed what and when
action-section-agreement = agreement
action-section-agreement-help = Agreement: what the customer accepted, and its special qualification
action-copy-link = copy signing link
action-copy-link-help = Copy the link at which the customer signs the agreement itself
action-section-activity = activity
action-section-activity-help = Activity: the history of this account
action-next-field = next
action-next-field-help = The next field
action-previous-field = before
action-previous-field-help = The field before
action-next-line = next
action-next-line-help = The next field; in the notes the next line
action-previous-line = before
action-previous-line-help = The field before; in the notes the line before
action-save = save
action-save-help = Save
action-choose = choose
action-choose-help = Open the choices, which are filtered as you type; a new line in the notes
action-why = why
action-why-help = Why something is wrong, what its code means, and what to do; in a form the rule of the field too
action-take-suggestion = take the suggestion
action-take-suggestion-help = Take the value that would be right
action-take-mine = mine
action-take-mine-help = On a conflict: keep my value
action-take-theirs = theirs
action-take-theirs-help = On a conflict: take their value
action-check = check
action-check-help = Check the file
action-next-problem = next problem
action-next-problem-help = The next problem of the file
action-previous-problem = problem before
action-previous-problem-help = The problem before
action-mend = mend
action-mend-help = Mend the cell under the cursor
action-run = add
action-run-help = Add the users
action-cancel-run = cancel
action-cancel-run-help = Stop the run after the step it is in; it can be resumed
action-write-bad-rows = write the bad rows
action-write-bad-rows-help = Write the rows with problems to a file
action-copy-password = copy password
action-copy-password-help = Copy the first password to the clipboard of the terminal, which forgets it after a while
action-save-passwords = save passwords
action-save-passwords-help = Save the first passwords to a file that only you can read
action-yes = yes
action-yes-help = Yes, do it
action-no = no
action-no-help = No, change nothing
action-accept = ok
action-accept-help = Take what the cursor is on
action-change = change
action-change-help = The next value
action-cancel-job = cancel
action-cancel-job-help = Stop this work after the step it is in

keymap-unreadable = { $file }, line { $line-text }: { $reason }. The line is left out; the other keys work.
keymap-unknown-place = { $file }, line { $line-text }: there is no place { $place }. The places are everywhere, list, detail, edit, many-users.
keymap-unknown-key = { $file }, line { $line-text }: { $key } is no key. Keys are spelt like ctrl-s, alt-x, shift-tab, f2, space, enter, esc, ?.
keymap-unknown-action = { $file }, line { $line-text }, { $key }: there is no action { $action } in { $place }. «partnerdeck keys» lists them.
keymap-not-a-word = { $file }, line { $line-text }, { $key }: an action is a word in quotes, or "none".

worker-broke = A fault of ours stopped this; nothing was half done. The log has the details.
pane-broke = A fault of ours closed what was open here. Nothing of it was half done, what was typed is kept, and the log has the details.
password-copied = Copied. The clipboard is overwritten { $n ->
    [one] in 1 second
   *[other] in { $n } seconds
}, as far as this terminal lets us: behind SSH or tmux make sure of it.
password-copy-wiped = The password was overwritten in the clipboard, as far as this terminal lets us.
top-read-only = read-only
top-read-only-tiny = r/o
top-damaged = DAMAGED: read-only, from a backup
top-damaged-tiny = DAMAGED
backing-up = Backing up the book
backed-up = backed up: { $n ->
    [one] one change
   *[other] { $n-text } changes
} in { $file }
top-clock-stands = clock stands still
top-clock-stands-short = clock stands
top-clock-stands-tiny = clk
question-title = Sure?
question-late = A question came while you went on with something else. Do it again to be asked again.
done-behind = Done: { $what }, { $subject }

undo-ask = Take back: { $what }, { $subject }?
undo-running = taking back: { $what }, { $subject }
undo-done = Taken back: { $what }, { $subject }. { $key } goes one further back.
undo-runs = An undo is still running.
undo-removes = { $n ->
    [one] { $n-text } record that it added is removed
   *[other] { $n-text } records that it added are removed
 }
undo-puts-back = { $n ->
    [one] { $n-text } record is put back as it was before
   *[other] { $n-text } records are put back as they were before
 }
undo-brings-back = { $n ->
    [one] { $n-text } record that it removed comes back
   *[other] { $n-text } records that it removed come back
 }

help-title = Keys
help-korean-keys = With the Korean input method on the keys act as without: ㅛ is y, ㅁ is a. Capitals that the Korean keyboard does not have (all but Q W E R T O P) need it off.
elsewhere-title = Done in another place
elsewhere-copied = The address is on the clipboard.
reading-more = { $n-text } more
log-title = What was said
log-empty = Nothing was said yet.
palette-title = All actions
palette-elsewhere = { $place } only
palette-not-now = nothing here to do it with
palette-nothing = No action is called that.
jobs-title = Running work
jobs-none = Nothing is running.
jobs-done = { $done-text }
jobs-done-of = { $done-text } of { $total-text }
jobs-failed = { $n-text } failed
jobs-rate = { $n-text } a second
jobs-left = { $time } left
jobs-since = for { $time }
jobs-stopping = stops after this step
running = { $title }: { $done-text }
running-of = { $title }: { $done-text } of { $total-text }
time-seconds = { $n-text } s
time-minutes = { $n-text } min
time-hours = { $n-text } h

list-title = Customers
list-count = { $n-text }
list-count-filtered = { $n-text } of { $of-text }
list-count-so-far = … of { $of-text }
list-copied = Copied { $id } ({ $name })
list-copied-several = Copied { $n-text } Microsoft IDs
list-marked = { $n-text } marked
list-marked-hidden = { $n-text } marked, { $hidden-text } of them hidden by the filter
list-reading = reading…
list-refreshed = Read again.
list-sort-title = Sort by
list-empty = This book has no customers yet.
list-empty-add = { $key } adds one.
list-empty-import = «partnerdeck book import FILE» brings in what the service sent.
list-empty-demo = «partnerdeck --demo» opens a book of invented customers to try.
list-no-hits = No customer matches.
list-no-hits-remedy = { $key } clears the filter.
list-fold-subscriptions = { $n ->
    [one] { $n-text } subscription
   *[other] { $n-text } subscriptions
 }
list-fold-users = { $n ->
    [one] { $n-text } user
   *[other] { $n-text } users
 }
list-fold-sealed = { $n ->
    [one] { $n-text } password not handed over
   *[other] { $n-text } passwords not handed over
 }
list-fold-suspended = { $name } is suspended
list-fold-suspended-until = { $name } is suspended, deleted on { $day }

export-title = Export
export-file = File
export-form = Form
export-rows = Rows
export-shown = { $n ->
    [one] the { $n-text } customer shown
   *[other] the { $n-text } customers shown
 }
export-all = { $n ->
    [one] the { $n-text } customer of the book
   *[other] all { $n-text } customers of the book
 }
export-running = writing { $file }
export-done = { $n ->
    [one] { $n-text } customer written to { $file }.
   *[other] { $n-text } customers written to { $file }.
 }{ $replaced ->
    [0] {""}
    [one] {" "}{ $replaced-text } unseen character in it was replaced.
   *[other] {" "}{ $replaced-text } unseen characters in it were replaced.
 }
export-replace = { $file } is there already. Replace it?
export-replace-consequence = What it holds now is lost.

relation-none = removed
relation-reseller = reseller
relation-advisor = advisor
relation-syndication = syndication
relation-microsoft-support = support

section-account = Account
section-subscriptions = Subscriptions
section-users = Users
section-agreement = Agreement
section-support = Support
section-activity = Activity
detail-id = Microsoft ID
detail-domain = Domain
detail-other-domains = Other domains
detail-admin = Admin rights
detail-admin-yes = delegated to us
detail-admin-no = none: selling works, managing users does not
detail-bill-to = Bill-to
detail-address = Address
detail-contact = Contact
detail-receiver = For
detail-email = E-mail
detail-phone = Phone
detail-culture = Culture
detail-language = Language
detail-company = Company profile
detail-company-address = Its own address
detail-company-email = Its own e-mail
detail-registration = Registration ID
detail-tags = Tags
detail-alias = Alias
detail-notes = Notes
detail-changed = Changed
detail-passwords = Passwords
detail-flags = As it came from the service, against the rules here
detail-no-subscriptions = No subscriptions.
detail-gone = This account is not in the book any more.
detail-no-activity = Nothing was changed here yet.
subscription-name = Subscription
subscription-state = State
subscription-quantity = Seats
subscription-end = Term ends
subscription-active = active
subscription-suspended = suspended
subscription-pending = pending
subscription-deleted = deleted
subscription-expired = expired
subscription-disabled = disabled
subscription-azure-plan = Azure plan
subscription-new-commerce = new commerce
subscription-legacy = legacy
subscription-never = never
subscription-renews = renews by itself
subscription-ends = does not renew
subscriptions-marked = { $n ->
    [one] { $n-text } marked
   *[other] { $n-text } marked
 }
subscription-field-name = Nickname
subscription-field-offer = Offer
subscription-field-id = ID
subscription-field-quantity = Quantity
subscription-field-billing = Billing
subscription-field-start = Start
subscription-field-end = Commitment
subscription-field-renewal = Auto-renew
subscription-field-status = Status
subscription-field-reasons = Suspended for
subscription-field-reseller = Reseller
subscription-field-refund = Refund
subscription-field-base = Add-on of
subscription-field-order = Order
window-cancel = can be cancelled until { $until }, the rest of the term credited
window-credit = can be cancelled at once with full credit until { $until }; later at its renewal
window-at-renewal = if it is cancelled it ends at its renewal on { $day }
window-closed = can't be cancelled any more: that was possible until { $closed }
window-seats = seats can be given back until { $until }
window-deleted = deleted with its data between { $earliest } and { $latest }, unless it is reactivated before
window-over = its term ended on { $day } and does not renew: the service has moved on, import it again
window-gone = deleted with its data on { $deleted }
window-term = ends with its term on { $day }, deleted with its data on { $deleted }
subscription-deleted-on = data deleted on { $day }
activity-succeeded = succeeded
activity-failed = failed
activity-progress = not through yet
activity-company = Company
activity-when = When
activity-what = What
activity-who = Who
activity-undo = Undo
activity-undone = taken back
activity-undoable = possible
activity-final = not possible
log-of-book-title = History of the book
log-count = { $n-text }
log-count-so-far = { $n-text } read
log-no-hits = Nothing has these letters.
entry-title = Entry { $id }
entry-what = { $what }, { $subject }
entry-when-who = { $at } by { $who } ({ $roles })
entry-ended = { $status } · { $kind }
audit-customer = customer
audit-customer_user = customer user
audit-license = license
audit-subscription = subscription
audit-transfer = transfer
entry-final = Can't be taken back: { $why }
entry-undoable = Can be taken back; on the command line with «partnerdeck undo { $id }».
entry-more = { $n ->
    [one] And one record more.
   *[other] And { $n-text } records more.
  }
entry-record-added = Added: { $name } ({ $kind })
entry-record-changed = Changed: { $name } ({ $kind })
entry-record-removed = Removed: { $name } ({ $kind })
entry-changed = { $path }: { $old } → { $new }
entry-added = { $path }: { $new }
entry-gone = { $path }: { $old } → nothing
everybody-title = Users of all customers
everybody-copied = Copied { $name }
everybody-reading = Reading users for the first search: { $n-text } of { $of-text }
people-name = Display name
people-sign-in = Signs in as
people-location = In
people-state = Remarks
people-deleted = deleted
people-deleted-since = deleted { $day }
people-synced = synced
people-sealed = password waits
people-none = No users.
people-none-deleted = No deleted users that could be restored.
people-no-hits = No user matches.
people-global-admin = global admin
people-admin = admin
people-no-location = no location
people-days-left = { $n ->
    [one] one day left
   *[other] { $n-text } days left
 }
people-hours-left = { $n ->
    [one] one hour left
   *[other] { $n-text } hours left
 }
people-minutes-left = { $n ->
    [one] one minute left
   *[other] { $n-text } minutes left
 }
people-id = User ID
people-first-name = First name
people-last-name = Last name
people-works-in = Location
people-gone-on = Gone for good
people-source = Source
people-source-own = the customer's own directory, last synchronised { $since }: the names are read-only here
people-roles = Roles
people-plain-user = user (can use licenses and services)
people-licenses = Licenses
people-licenses-waiting = Licenses waiting
people-nothing = {""}
people-no-licenses = none
people-license-without = { $product }, without { $plans }
people-license-elsewhere = { $product }, through another partner
people-chosen = { $n-text } marked users
people-ask-delete = Delete { $n ->
    [one] one user
   *[other] { $n-text } users
 } of { $customer }?
people-count-deleted = { $shown-text } of { $n ->
    [one] { $n-text } deleted user
   *[other] { $n-text } deleted users
 }
people-count-marked = { $marked } · { $counted }
people-count = { $shown-text } of { $n ->
    [one] { $n-text } user
   *[other] { $n-text } users
 }{ $deleted ->
    [0] {""}
   *[other] , { $deleted-text } deleted
 }{ $sealed ->
    [0] {""}
   *[other] , { $sealed-text } passwords not handed over
 }

column-company = Company
column-domain = Domain
column-id = Microsoft ID
column-relation = Relation
column-seats = Seats
column-changed = Changed
column-country = Country
column-tags = Tags

## Screen: edit, many users, wizards

form-opening = reading the account…
form-nothing-fits = nothing fits; Enter keeps what is typed
form-problems = { $n ->
    [one] { $n-text } problem
   *[other] { $n-text } problems
  }
form-take = { $key } takes «{ $value }».
form-sent-as = sent as { $value }
form-left-out = { $n ->
    [one] One character that can't be seen was left out.
   *[other] { $n-text } characters that can't be seen were left out.
  }
plain = { $text }

edit-title = { $name } › Account
edit-changed = changed
edit-saving = saving…
edit-saved = saved { $name }
edit-nothing-changed = Nothing was changed in { $name }.
edit-gone = This account is no longer in the book. What you typed stays here until you leave.
edit-ask-doubtful = { $n ->
    [one] Save { $name }? This is doubtful:
   *[other] Save { $name }? These are doubtful:
  }
edit-ask-leave = Leave { $name } without saving?
edit-lost = { $n ->
    [one] One changed field would be lost.
   *[other] { $n-text } changed fields would be lost.
  }
edit-conflict = Somebody changed this account meanwhile. Nothing was overwritten: choose field by field.
edit-conflict-left = { $n ->
    [0] Every field is chosen
    [one] One field to choose
   *[other] { $n-text } fields to choose
  }
edit-choose-each = { $n ->
    [one] One field is not chosen yet. Nothing was saved.
   *[other] { $n-text } fields are not chosen yet. Nothing was saved.
  }
conflict-mine = mine
conflict-theirs = theirs
conflict-base = it was
conflict-empty = (empty)

why-field-company-name = The exact legal name: the account is approved by it. Not one character, not only signs, not only a legal form such as GmbH. It shows in the list and as Bill-to; the tenant keeps its own name.
why-field-domain = 1 to 27 letters and digits before the suffix of the cloud. It must be free, and it can never be changed.
why-field-country = Decides which fields an address has, the culture, the currency and the agreement. Two letters, or the name in English or Korean.
why-field-address-line-1 = 1 to { $limit-text } characters: street and number, or what the country writes there.
why-field-address-line-2 = Up to { $limit-text } characters, may stay empty.
why-field-city = Most countries need it; in some, such as Singapore, it is part of the address lines.
why-field-state = Needed where the address service checks it: in the United States, Canada, China and Mexico. Elsewhere any text is taken.
why-states-of = { $country } has { $n ->
    [one] one; Enter shows it.
   *[other] { $n-text }; Enter lists them.
  }
why-field-postal-code = Asked for where the country has postal codes.
why-postal-code-of = In { $country } it looks like { $example }.
why-field-first-name = 1 to { $limit-text } characters: the person one writes to.
why-field-last-name = 1 to { $limit-text } characters: the person one writes to.
why-field-email = One address of the customer. Not at microsoft.com, and not at your own domain.
why-field-phone = As people dial it; it is sent with + and the country's number. Needed where a registration number is.
why-phone-of = In { $country } for example { $example }.
why-field-culture = The language and country of the customer's messages, such as ko-KR; it selects the currency of communication too.
why-field-language = Two letters, such as ko.
why-field-registration-number = The company's own number, never a person's. Some countries need it, everywhere else the service refuses it.
why-registration-of = In { $country }: { $kind }.
why-field-bill-to-first-name = Up to { $limit-text } characters: who gets the bill. The service fills it in when it is empty.
why-field-bill-to-last-name = Up to { $limit-text } characters: who gets the bill. The service fills it in when it is empty.
why-field-alias = Our own other name, found by the search. The service never sees it.
why-field-tags = Our own words, with commas between; at most 150, each at most 50 characters. Found by the search and by tag:word.
why-field-notes = Our own notes. The service never sees them.

place-licenses = Licenses
place-path = Path
action-complete = complete
action-complete-help = Complete the path as far as the names agree

add-title = Add a customer
add-ask = Add { $name }?
add-done = added { $name }
add-domain-free = { $domain } is free in this book.
add-ask-leave = Leave without adding the customer?
add-lost = What is typed would be lost.
add-sign-in-name = Sign-in name
add-first-password = First password
add-password-once = The password is shown once, here. { $key } saves it into a file that only you can read (0600). Until then it stays sealed in the book.
add-password-kept = The password is in { $path }, which only you can read. The book does not have it any more.
add-ask-unsaved = Leave without saving the first password of { $name }?
add-stays-sealed = It is not shown again. It stays sealed in the book: «users passwords» on the command line hands it over into a file.
passwords-save-to = Save to
passwords-saved = { $n ->
    [one] One password is in { $path }, which only you can read
   *[other] { $n-text } passwords are in { $path }, which only you can read
  }

action-resume = go on
action-resume-help = Go on with the run that was stopped
action-write-results = results
action-write-results-help = Write what became of each row to a file that can be uploaded again

many-users-title = { $name } › Add users
many-users-file = File
many-users-location = Location
many-users-working = working…
many-users-how = A CSV file with the columns First name, Last name, Display name, Email, Status update, in English or Korean. Any number of rows; nobody is added before you say so.
many-users-unfinished = The run of { $file } stopped at { $done-text } of { $total-text }. { $key } goes on with it and adds nobody twice.
many-users-to-the-file = { $key } goes to the file.
many-users-sealed = { $n ->
    [one] One first password is not saved yet. { $key } saves it into a file that only you can read (0600).
   *[other] { $n-text } first passwords are not saved yet. { $key } saves them into a file that only you can read (0600).
  }
many-users-none-sealed = All first passwords are saved.
many-users-ready = { $n-text } ready
many-users-head-guess = { $encoding } (a guess)
many-users-head-english = English header
many-users-head-korean = Korean header
many-users-head-position = unknown header, by position
many-users-head-none = no header, by position
many-users-head-rows = { $n ->
    [one] { $n-text } row
   *[other] { $n-text } rows
  }
many-users-head-sizes = runs as { $sizes }
many-users-head-batches = runs in { $n-text } batches
many-users-column-line = line
many-users-column-name = Display name
many-users-column-email = Email
many-users-column-problem = problem
many-users-column-number = Column { $n-text }
many-users-domains-here = domains here: { $domains }
many-users-ask-check-again = Read the file again?
many-users-ask-leave = Leave without adding anybody?
many-users-mended-lost = { $n ->
    [one] One mended cell would be lost.
   *[other] { $n-text } mended cells would be lost.
  }
many-users-ask-run = { $n ->
    [one] Add { $n-text } user to { $name }?
   *[other] Add { $n-text } users to { $name }?
  }
many-users-running = Adding users to { $name }
many-users-running-behind = It goes on behind when you leave; another save can pass between two steps.
many-users-stopped = Stopped after a whole step. What was added stays; the rest can be resumed.
many-users-added = { $n ->
    [one] { $n-text } user added to { $name }
   *[other] { $n-text } users added to { $name }
  }
many-users-added-behind = { $n ->
    [one] { $n-text } user added to { $name }; the password is not saved yet
   *[other] { $n-text } users added to { $name }; the passwords are not saved yet
  }
many-users-unsaved = { $added-text } added · { $n ->
    [one] one password not saved yet
   *[other] { $n-text } passwords not saved yet
  }
many-users-in-numbers = { $file }: { $numbers }.
many-users-number-added = { $n-text } added
many-users-number-failed = { $n-text } failed
many-users-number-left-out = { $n-text } left out
many-users-number-left = { $n-text } not tried
many-users-failed-line = line { $line }: { $why }
many-users-results-offered = { $key } writes the results to a file: each row with what became of it. It can be uploaded again, and only what failed is tried.
many-users-results-written = The results are in { $path }.
many-users-bad-rows-written = { $n ->
    [one] One row with its problem is in { $path }
   *[other] { $n-text } rows with their problems are in { $path }
  }
many-users-ask-unsaved = { $n ->
    [one] Leave without saving one first password?
   *[other] Leave without saving { $n-text } first passwords?
  }
many-users-stay-sealed = They stay sealed in the book. This pane, or «users passwords» on the command line, hands them over later.

begun = Begun and not saved: { $what }. { $key } offers it.
begun-title = Begun and not saved
begun-later = What was begun is left for later; { $key } offers it again.
begun-none = Nothing was begun and left unsaved.
begun-drop-ask = Give up what was typed? ({ $what })
begun-drop-lost = It was never saved, and nothing brings it back.
begun-dropped = Given up: { $what }
begun-account = { $name } › Account
words-not-kept = What you type can't be kept on the disk: should the program be killed, it is gone. The form still has it; save it.
begun-new-customer = A new customer
begun-sheet = { $name } › { $what }
kept-ask = Go on with what was typed before? ({ $subject })
kept-fields = { $n ->
    [one] One field that was not saved is put back.
   *[other] { $n-text } fields that were not saved are put back.
  } Nothing is saved by it.

form-take-nothing = { $key } empties it.
many-users-short-domain = not a domain of this customer
many-users-short-duplicate = same e-mail as line { $line }
many-users-short-exists = exists already
many-users-short-deleted = was deleted lately
many-users-short-email = no e-mail address
many-users-short-status = status must be empty
many-users-short-extra = a column or cell too many

## Agreement and qualification: what is done with them

agreement-no-date = This is no date.
agreement-in-the-future = The date of agreement is in the future; in UTC today is { $today }.
agreement-date-remedy = Write a day that has come, in UTC: { $today }.
agreement-repeats = The newest attestation, of { $day }, names the same person with the same e-mail and phone.
agreement-repeats-remedy = Change the first name, the last name, the e-mail or the phone; or leave it, the agreement is attested already.
agreement-stays = An attested agreement can't be taken back; attest again with the right person if this one is wrong.
agreement-step = Attest that { $who } ({ $email }) accepted the Microsoft Customer Agreement on { $day }.
agreement-text = The text of the agreement: { $country }, { $language }.
agreement-allows-buying = Then subscriptions can be bought for the customer.
agreement-buys-already = The customer could buy before; this attestation stands beside the earlier ones.
agreement-signed-already = The customer signed the agreement by itself; attesting it once more is not needed.
agreement-no-relationship = There is no relationship with this customer any more.
agreement-only-older = The customer has only the older Microsoft Cloud Agreement, which the Microsoft Customer Agreement replaced on 2019-10-01.
agreement-none = No agreement.
agreement-current = Microsoft Customer Agreement
agreement-older = Microsoft Cloud Agreement (older)
agreement-signed = signed by the customer itself
agreement-not-signed = not signed by the customer itself
agreement-customer-may-buy = Subscriptions can be bought for this customer.
agreement-customer-may-sign = Nothing can be bought yet: attest the agreement, or let the customer sign at { $link }.
agreement-must-be-attested = Nothing can be bought yet, and the customer can't sign by itself: it bought software, reservations or an Azure plan under an earlier attestation. Attest the agreement.

detail-qualification = Qualification
agreement-only-older-yet = Nothing can be bought yet: the customer has only the older Microsoft Cloud Agreement, which the Microsoft Customer Agreement replaced on 2019-10-01. Attest the new one, or let the customer sign at { $link }.
agreement-accepted-by = accepted by { $who }
agreement-template = template { $id }
agreement-link-copied = The link at which { $name } signs is on the clipboard.
chore-confirm = Attest the customer agreement
chore-qualify = Set the special qualification
sheet-confirm-title = Attest the customer agreement
sheet-confirm-date = Date of agreement
sheet-confirm-date-why = The day on which the customer accepted, as 2026-11-20; days are meant in UTC, and none in the future.
sheet-qualify-title = Set the special qualification
field-qualification = Special qualification
why-field-qualification = The service vets it. None is what every customer begins with, and nonprofit is given by the service: neither is set here.
field-segment = Segment
field-website = Website
field-validation-code = Validation code
why-field-validation-code = From Partner Center, after the customer was validated by form; each code is good for a few customers.
segment-k12 = primary and secondary school (K-12)
segment-higher-education = higher education
qualification-since = since { $day }
qualification-again = Correct the data, then set it again; if it is denied again, ask support.
add-step-account = Account
add-stop-reseller = Reseller
add-step-subscriptions = Subscriptions
add-step-agreement = Agreement
add-step-review = Review
add-how-first = { $next } on
add-how = { $next } on · { $back } back
add-how-review = { $next } adds it · { $back } back
add-own-customer = no reseller: your own customer
add-accepted = Agreement accepted
add-accepted-why = Whether the customer accepted the Microsoft Customer Agreement. Without it the customer is added, and nothing can be bought yet.
field-reseller = Indirect reseller
why-field-reseller = For whom the customer is added: a reseller with an active partnership. Without one it is your own customer.
qualification-none = none
qualification-education = education
qualification-nonprofit = nonprofit
qualification-government = government community cloud
qualification-state-owned = state-owned entity
vetting-in-review = in review
vetting-approved = approved
vetting-denied = denied
vetting-unknown = unknown
qualification-shown-none = No special qualification.
qualification-unknown = There is no such special qualification.
qualification-not-by-partners = A partner never sets this one: «none» is what every customer begins with, and nonprofit is given by the service.
qualification-only-education = Only education has a segment and a website.
qualification-segments = The segment is K12 or HigherEducation.
qualification-website = This is no website.
qualification-no-code = The government community cloud needs a validation code.
qualification-no-code-remedy = The customer is validated by form; take the code from Partner Center, with creations left on it.
qualification-code-only-government = Only the government community cloud takes a validation code.
qualification-code-unknown = The book does not know the validation code { $code }; whether it has creations left the service says.
qualification-code-used-up = The validation code { $code } of { $owner } has no creations left.
qualification-government-of-us = The government community cloud is for bodies of the United States and who works for them; the customer's country is another one.
qualification-free-mail = A school writes from its own domain; { $domain } is free mail.
qualification-directory-mail = A school writes from its own domain, not from the directory's.
qualification-own-mail = Give an address on the organisation's own domain.
qualification-own-mail-first = Change the account's e-mail to one on the organisation's own domain first.
qualification-in-review = { $which }: in review since { $day }.
qualification-in-review-remedy = Wait for the service's answer; import it when it has come.
qualification-needs-none-before = The government community cloud is only for customers without a qualification; this one has: { $other }.
qualification-needs-none-before-remedy = It can't be set for this customer.
qualification-beside = The customer has another qualification, which stays beside it: { $other }.
qualification-has-it = The customer has it already, approved: { $which }.
qualification-step = Set the special qualification: { $which }.
qualification-step-again = Hand in again: { $which }.
qualification-was-denied = It was denied: { $reason }.
qualification-step-code = Use the validation code { $code }: { $n ->
    [one] { $n-text } creation is left on it then.
   *[other] { $n-text } creations are left on it then.
  }
qualification-vetted = The service looks at it: in review first, then approved or denied. Offers for { $which } can be bought once it is approved.
qualification-else-support = If it is denied again although the data is right, ask support.

add-bought-until = The term of { $name } ends on { $day }.
add-no-list = What is bought is a list of offers.
add-no-object = An object is needed here.
add-unknown-offer = The catalogue has no such offer.
add-no-quantity = The quantity is a whole number of seats.
add-stays = An attested agreement and a purchase can't be taken back, so the new customer can't either; cancel what was bought, then remove the relationship.
add-step-reseller = It is a customer of the indirect reseller { $name }.
problem-reseller-inactive = The partnership with { $name } is not active.
remedy-reseller-inactive = Choose a reseller with an active partnership, or none: then the customer is your own.
notice-reseller-unknown = The book does not know this reseller; whether the partnership is active the service says.
notice-same-name = The book has a company of this name: { $who }.
notice-same-mail = The book has a company that writes from { $domain }: { $who }.
remedy-invite-instead = A company that has a tenant already is invited to a relationship instead.

## Subscriptions: what is done with them

noun-offer = offer in the catalogue
operation-suspend-subscriptions = subscriptions suspended
operation-reactivate-subscriptions = subscriptions reactivated
operation-cancel-subscription = subscription cancelled
operation-set-quantity = seats changed
operation-rename-subscription = subscription renamed
operation-set-auto-renew = auto-renew changed
operation-set-billing-cycle = billing cycle changed
operation-add-subscription = new subscription
ask-suspend = { $n ->
    [one] Suspend { $n-text } subscription of { $customer }?
   *[other] Suspend { $n-text } subscriptions of { $customer }?
  }
ask-cancel = { $n ->
    [one] Cancel { $n-text } subscription of { $customer }? This can't be taken back.
   *[other] Cancel { $n-text } subscriptions of { $customer }? This can't be taken back.
  }
subs-step-suspend = Suspend { $name }.
subs-suspended-means = Nobody can sign in to { $name } or use it.
subs-deleted-between = { $name } is not billed while it is suspended. Its data is deleted between { $earliest } and { $latest } unless it is reactivated before.
subs-billed-until = { $name } is still billed. If it is suspended when its term ends on { $day } it is disabled, and its data is deleted on { $deleted }.
subs-billed-on = { $name } is still billed while it is suspended.
subs-only-active = { $name } is { $state }; only an active subscription can be changed like this.
subs-only-active-remedy = Reactivate it first if it is suspended. What has expired or is gone can only be bought again.
subs-azure-first = Under { $name } Azure subscriptions are still active: { $active }.
subs-azure-first-remedy = Make them inactive first, in the Azure portal or here if they are listed.
subs-step-reactivate = Reactivate { $name }.
subs-only-suspended = { $name } is { $state }; only a suspended subscription can be reactivated.
subs-only-suspended-remedy = What has expired or was deleted does not come back: buy it again.
subs-term-is-over = The term of { $name } ended on { $day } and does not renew: the service has moved on, and this book does not know it yet.
subs-term-is-over-remedy = Import the customer's subscriptions again before you change it.
subs-data-may-be-gone = { $name } was suspended on { $since }: its data may be deleted already, and is on { $latest } at the latest.
subs-data-is-gone = { $name } was suspended on { $since }: its data was deleted by { $latest }.
subs-data-gone-remedy = The service may refuse this: look there first. What is gone can only be bought again, without its data.
subs-base-first = { $name } is an add-on, and its base { $base } is not active.
subs-base-first-remedy = Reactivate { $base } first, or name both in one command.
subs-add-ons-stay-suspended = Add-ons stay suspended until they are reactivated too: { $names }.
subs-cancel-stays = A cancellation can't be taken back; the customer can buy again.
subs-cancel-active-remedy = Only an active subscription is cancelled: reactivate a suspended one first, or let its term or its days run out.
subs-cancel-too-late = { $name } could be cancelled within 7 days of its purchase or renewal, until { $closed }.
subs-cancel-too-late-remedy = Turn its auto-renew off: it ends with its term on { $day }.
subs-cancel-too-late-remedy-open = Turn its auto-renew off: it ends with its term.
subs-step-cancel = Cancel { $name }.
subs-step-cancel-add-on = Cancel its add-on { $name }.
subs-step-cancel-at = { $name } is cancelled at its renewal on { $day }.
subs-step-cancel-at-renewal = { $name } is cancelled at its renewal.
subs-cancelled-means = { $name } ends at once and is deleted.
subs-cancelled-backup = { $name } ends at once. Its data is kept for a backup until { $day }.
subs-credited-whole = Cancelled before { $until }: the whole price is credited.
subs-credited-prorated = Cancelled before { $until }: the rest of the term is credited, day by day.
subs-step-quantity = { $name }: { $to-text } seats instead of { $from-text }.
subs-quantity-suspended = { $name } is suspended; its seats can't be changed.
subs-quantity-suspended-remedy = Reactivate it first.
subs-quantity-bounds = A quantity of { $quantity-text } is outside of what the offer allows: { $least-text } to { $most-text }.
subs-quantity-least = A quantity of { $quantity-text } is too small: at least { $least-text }.
subs-quantity-bounds-remedy = Choose a quantity within these bounds.
subs-decrease-too-late = The seats of { $name } could be given back within 7 days of its purchase or renewal, until { $closed }.
subs-decrease-too-late-remedy = Wait for the renewal. Seats can be added at any time.
subs-more-licenses = { $name }: { $assigned-text } licenses are assigned, and there are only { $seats-text } seats then. Revoke some.
subs-step-rename = Rename { $name } to { $new }.
subs-name-missing = The name is empty.
subs-name-control = The name has a control character or a line break.
subs-name-remedy = Give a name that people recognise it by.
subs-over = { $name } is { $state }; its renewal can't be changed any more.
subs-over-remedy = Buy it again if the customer needs it.
subs-step-renew-on = { $name } renews by itself.
subs-step-renew-off = { $name } does not renew by itself any more.
subs-renews-on = { $name } renews on { $day }.
subs-ends-on = The term of { $name } ends on { $day }; it is disabled on { $disabled } and deleted with its data on { $deleted }.
subs-step-cycle = { $name } is billed { $cycle }.
subs-order-inactive = { $name } belongs to the order and is { $state }; the cycle of an order can be changed only when all its subscriptions are active.
subs-order-inactive-remedy = Reactivate it first, or leave the cycle as it is.
subs-cycle-not-offered = { $name } is not sold { $cycle }.
subs-cycle-not-offered-remedy = The offer can be paid: { $cycles }.
subs-purchase-stays = A purchase is an order and can't be taken back; cancel the subscription instead while its days for that last.
subs-step-buy = Buy { $n-text } of { $offer } as { $name }.
subs-step-buy-with = It is an add-on of { $base }.
subs-bought-until = Its term ends on { $day }.
subs-no-add-ons = The catalogue has no add-on for { $name }.
subs-no-add-on = { $offer } is no add-on, so it has no base.
subs-no-add-on-remedy = Leave --base out.
subs-no-base = { $offer } is an add-on and is not sold alone: the customer has no active base for it.
subs-no-base-remedy = Buy or reactivate one of these first: { $bases }.
subs-no-relationship = There is no relationship with this customer any more, so nothing can be bought or changed.
subs-no-relationship-remedy = Invite the company to a relationship first.
subs-no-agreement = The customer has not accepted the agreement, or nobody attested it.
subs-no-agreement-remedy = Attest the customer agreement first.
subs-no-longer-sold = { $offer } is no longer sold.
subs-no-longer-sold-remedy = Choose another offer.
subs-not-in-country = { $offer } is not sold in { $country }.
subs-not-qualified = { $offer } is only for customers with the approved qualification { $needed }.
subs-not-qualified-remedy = Set the customer's qualification and wait until it is approved, or choose another offer.
subs-has-it-already = The customer already has { $offer }, which is sold once to each.
subs-has-it-already-remedy = Change the subscription that is there.

## Support: contacts, service requests

severity-critical = critical
severity-moderate = moderate
severity-minimal = minimal
request-open = open
request-closed = closed
request-attention-needed = attention needed
support-step = { $who } becomes the support contact of { $name }.
support-consequence = Whoever needs support for it asks { $who } from then on.
support-not-in-list = «{ $who }» is none of your resellers that this book knows, nor you.
support-not-in-list-remedy = Request the relation first: it must be your reseller and have a relationship with { $customer }.
support-no-relationship = { $name } has no relationship with { $customer }.
support-no-relationship-remedy = Request the relation first: { $name } must be a reseller of this customer.
support-no-partnership = The partnership with { $name } does not hold.
support-no-partnership-remedy = Choose another reseller, or renew the partnership first.
request-step-note = Put a note on «{ $title }».
request-note-is-ours = The note stands in this book only; support does not read it.
request-note-missing = The note is empty.
request-note-control = The note has a control character.
request-place-azure = Azure portal
request-place-office = admin center
request-opened-at = New requests are opened in the { $place }: { $address }
request-none = No service requests.
request-first-answer = First answer until
request-note = Note
request-our-note = Our note
request-note-said = { $at } { $by }: { $text }
support-default = { $name } (provider)
support-default-unnamed = the provider
support-contacts-title = Support contacts
support-requests-title = Service requests
support-new-title = New requests are opened in a browser: Enter copies the address
chore-contact = Name another support contact
chore-note = Put a note on it
sheet-contact-title = Support contact of { $name }
sheet-contact-who = Support contact
sheet-contact-why = One of your resellers that has a relationship with the customer, or you yourself. Whoever is not in the list must have the relation first.
sheet-note-title = Note on «{ $title }»
sheet-note-text = Note
request-id = Request ID
request-contact = Contact
request-topic = Topic
request-description = Description
request-created = Created
request-modified = Modified
request-closed-at = Closed
request-modified-on = changed { $day }
request-closed-on = closed { $day }
request-answer-until = first answer until { $at }
request-answer-late = first answer was due { $at }
request-notes = { $n ->
    [one] one note
   *[other] { $n-text } notes
  }
request-address-copied = The address of the { $place } is on the clipboard: { $address }
request-no-azure-for-helpdesk = Helpdesk agents can't open requests about Azure: ask an admin agent or global admin.

## Relationships: their end

operation-remove-relationship = relationship removed
removal-stays = A removal can't be taken back: the customer must accept a new invitation.
removal-step = Remove the reseller relationship with { $name }.
removal-other-name = { $typed } is not the name of this customer. To remove the relationship, give its name as the list shows it: { $name }.
removal-invite = To come back, invite the company: customers invite --to "{ $name }"
removal-name-missing = Removing the relationship with { $name } can't be taken back. Give the company name with --confirm "{ $name }".
removal-is-removed = There is no relationship with { $name } any more: it was removed already.
removal-is-removed-remedy = It is out of the list; customers list --all still shows it. Invite the company to come back.
removal-other-relationship = The relationship with this customer is { $relationship }, which no reseller removes.
removal-other-relationship-remedy = The customer ends it in its own admin center.
removal-said-cancelled = You say that order { $order } was cancelled; the service judges.
removal-passed = Nothing in the way: { $sorts }.
removal-sort-relationship = the relationship
removal-sort-reservation = reservations and savings plans
removal-sort-software = software
removal-sort-legacy = active legacy subscriptions
removal-sort-new-commerce = new-commerce subscriptions
removal-sort-azure-plan = Azure plans
removal-sort-marketplace = marketplace subscriptions
removal-bought = { $n-text } of { $product }, order { $order }
removal-reservation = There is an Azure reservation: { $what }.
removal-savings-plan = There is a savings plan: { $what }.
removal-reservation-remedy = Cancel it in the Azure portal, { $portal }, or open a service request; then name the order as cancelled (--cancelled).
removal-software = There is software that was bought: { $what }.
removal-software-remedy = Cancel the order in Partner Center, { $portal }, within { $days-text } days of the purchase; later open a service request. Then name the order as cancelled (--cancelled).
removal-legacy-active = { $name } is active.
removal-legacy-active-remedy = Suspend it with subscriptions suspend, or all of them together with --suspend-active.
removal-new-commerce = { $name } is { $state } and must be cancelled, not only suspended.
removal-cancel-until = Cancel it with subscriptions cancel; that is possible until { $until }.
removal-cancel-now = Cancel it with subscriptions cancel.
removal-cancel-base = Cancel its base { $base }: it goes along.
removal-reactivate-first = Reactivate it first with subscriptions reactivate. { $until }
removal-not-ready = Wait until it is active, then cancel it; if that never comes, open a service request.
removal-until-term-end = { $name } is older than 7 days and can't be cancelled until its term ends on { $day }.
removal-until-term-end-open = { $name } is older than 7 days and can't be cancelled until its term ends.
removal-stop-renewal = Turn its auto-renew off with subscriptions auto-renew and leave it: without recurring billing it does no harm, and the customer can withdraw the admin rights himself.
removal-leave-it = Leave it: without recurring billing it does no harm, and the customer can withdraw the admin rights himself.
removal-azure-plan = The Azure plan { $name } is active.
removal-azure-plan-remedy = Suspend it with subscriptions suspend; nothing runs under it any more.
removal-marketplace = { $name } is a marketplace subscription and { $state }.
removal-marketplace-ends = It is cancelled and ends { $end }; the relationship can be removed then.
removal-marketplace-renews = Cancel it with subscriptions cancel; it ends { $end }, and the relationship can be removed then.
removal-marketplace-credited = Cancel it with subscriptions cancel; until { $until } the whole price is credited.
removal-its-renewal = at its renewal
removal-on-day = on { $day }
removal-leaves-list = The customer leaves your list; it stays in the book and shows with relationship:none.
removal-support-contact = You leave the customer's list of support contacts.
removal-admin-rights-end = Your delegated admin rights in the customer's tenant end.
removal-no-admin-rights = You have no delegated admin rights in the customer's tenant that could end.
removal-no-purchase = Nothing can be bought for the customer any more.
removal-suspended-data = Suspended data is deleted between { $earliest } and { $latest }: { $names }.
removal-tenant-stays = The customer's tenant, its users and the subscriptions of other partners stay.
removal-comes-back = To come back the customer must accept a new invitation.
removal-one-step = The suspension is part of the same step and can't be taken back alone: without the relationship nothing can be reactivated.
removal-legacy-odd = { $name } is { $state }: the service may refuse the removal.
removal-legacy-odd-remedy = Wait until it is active and suspend it then, or look at it in Partner Center.
removal-transfer-open = A transfer is open ({ $status }); without the relationship it can't come to its end.
removal-transfer-open-remedy = Finish or cancel it first, unless it is lost anyway; it stays in the book as it is.
removal-passwords-sealed = { $n ->
    [one] One first password is
   *[other] { $n-text } first passwords are
  } still under seal.
removal-passwords-sealed-remedy = They stay under seal and can be handed over later with users passwords; the users stay too.

## Relationships: their beginning

operation-request-relationship = invitation
operation-close-invitation = invitation closed
noun-invitation = invitation
place-admin-center = Microsoft 365 admin center
place-office-admin = Office admin portal
invitation-open = invited
invitation-accepted = accepted
invitation-accepted-without-admin = accepted without admin rights
invitation-closed = closed
invitation-stays = The invitation is on its way, and its link can't be called back. Close it when you wait for it no longer.
invitation-step = Write the draft of an invitation to { $to }, and remember who was invited, when, and with which link.
invitation-step-close = Wait no longer for { $to }.
invitation-link-works = The link works on: if the company accepts later it appears in the list all the same.
invitation-with-admin-rights = The link asks for delegated admin rights too: with them the customer's users can be managed.
invitation-without-admin-rights = The link asks for no admin rights: selling works then, managing users does not.
invitation-accepts-in = The customer's global admin opens the link, accepts the relationship and, if it is missing, the agreement in the { $place }.
invitation-market = Only a company in a market of yours can accept: you sell from { $home }.
invitation-market-unknown = Only a company in a market of yours can accept. Say where you are with book partner --country.
invitation-then = Once accepted the customer appears in the list with the next import; until then it stands under the invitations.
invitation-no-tenant = Nobody said whose book this is: the link needs your own Microsoft ID.
invitation-no-tenant-remedy = Say it with book partner --tenant.
invitation-to-missing = Nobody is named to be invited.
invitation-to-bad = The name of the company is too long or has characters that can't be seen.
invitation-to-remedy = Give the company's name as it is written.
invitation-admin-rights-fixed = In { $cloud } an invitation always asks for delegated admin rights.
invitation-admin-rights-fixed-remedy = Invite with admin rights; the customer can withdraw them later.
invitation-is-customer = { $to } is your customer already.
invitation-is-customer-remedy = An invitation is needed only if the customer took your admin rights back.
invitation-is-open = { $to } was invited on { $day } by { $by } and has not accepted yet.
invitation-is-open-remedy = Send the same link again rather than a second invitation.
invitation-is-accepted = { $to } accepted and is your customer.
invitation-is-accepted-remedy = Remove the relationship if it is to end.
invitation-draft-us = us
invitation-draft-subject = Please accept { $partner } as your reseller
invitation-draft-to-line = To: { $email }
invitation-draft-subject-line = Subject: { $subject }
invitation-draft-hello = Hello { $to },
invitation-draft-ask = { $partner } would like to be your reseller of the Microsoft cloud: to sell you subscriptions, bill them and help you with them.
invitation-draft-rights = By accepting you also give delegated admin rights, so that users and services can be looked after for you. You can take them back at any time.
invitation-draft-no-rights = By accepting you give no admin rights in your tenant.
invitation-draft-how = A global admin of your company opens this link in a browser, signs in, and accepts in the { $place }:
invitation-draft-whole = Please open the link as it stands: it is personal, and a part of it is not enough.
invitation-draft-end = Kind regards, { $partner }
sheet-removal-cancelled = Orders cancelled
sheet-removal-cancelled-why = Orders of reservations and software that you cancelled where that is done, with commas between them: they do not stand in the way any more.
sheet-removal-title = Remove the reseller relationship
sheet-invite-title = Invite a company
sheet-invite-to = Company name
sheet-invite-email = E-mail
sheet-invite-country = Country/region
sheet-invite-country-why = Only a company in a market of yours can accept. Left empty nothing is checked.
sheet-invite-admin-rights = Admin rights
sheet-invite-admin-rights-why = With delegated admin rights the customer's users can be managed; without them selling works all the same. In some clouds they can't be declined.
sheet-invitations-title = Invitations
sheet-invitations-which = Invitation
sheet-invitations-wish = What
sheet-invitations-write = write the draft once more
sheet-invitations-close = wait no longer
sheet-invitations-line = { $to } · { $state } · { $day } · { $by }
invitation-done = The draft for { $to } is on the clipboard: put it into your mail
invitation-done-closed = { $to } is waited for no longer
removal-done = The relationship with { $name } is removed. Invite the company here to come back, or leave this with Esc
remedy-suspend = suspend { $name }
remedy-suspend-all = suspend all { $n-text }
remedy-cancel = cancel { $name }
remedy-reactivate = reactivate { $name }
remedy-stop-renewal = turn the auto-renew of { $name } off
detail-bought = Bought once
entitlement-reservation = Azure reservation
entitlement-savings-plan = savings plan
entitlement-software = software
entitlement-azure = Azure subscription { $name } under an Azure plan, { $status }
entitlement-line = { $what }: { $n-text } of { $product }, order { $order }
entitlement-line-until = { $what }: { $n-text } of { $product }, order { $order }, until { $day }
entitlement-line-over = { $what }: { $n-text } of { $product }, order { $order }, over since { $day }
