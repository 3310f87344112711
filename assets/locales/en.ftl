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

thing-customer = customer

failure-refused-by-role = Your role does not allow this: { $task }. These roles may: { $roles }. Nothing was changed.
failure-refused-by-cloud = { $cloud } does not have this. { $instead } Nothing was changed.
failure-read-only = The book was opened read-only. Nothing was changed; start without --read-only to change it.
failure-problems = { $n ->
    [one] One problem. Nothing was changed.
   *[other] { $n-text } problems. Nothing was changed.
  }
failure-blocked = { $n ->
    [one] Something must be done first. Nothing was changed.
   *[other] { $n-text } things must be done first. Nothing was changed.
  }
failure-not-found = There is no { $what } «{ $asked }» in this book.
failure-ambiguous = «{ $asked }» could be any of these: { $who }. Give the Microsoft ID.
failure-conflict = Somebody changed this meanwhile. Nothing was overwritten: look at the newer values, then try again.
failure-no-book = There is no book at { $place } yet. Make one with «partnerdeck book import FILE» or «partnerdeck customers add --file FILE», or look around in the demo with --demo.
failure-needs-confirmation = { $what } Nothing was done yet: repeat the command with --yes if that is right.
failure-file-exists = There is a file { $name } already. It was left as it is and nothing was changed: give the name of a new file.
failure-file = { $name }: { $why }
failure-usage = { $n-text } things in the command can't be understood.
failure-interrupted = Stopped. What was done so far is safe.
failure-domain-taken-meanwhile = The domain { $domain } was taken by another account meanwhile. Nothing was changed: choose another domain.
failure-name-taken-meanwhile = A user { $name } was added meanwhile. Nothing was changed: check the file again.
failure-no-entry = There is no entry { $id } in the history. «partnerdeck activity list» shows them.
failure-in-use = The book is open in another process. Nothing was changed: close it there, or wait until it is done.
failure-in-use-by = The book is in use by process { $pid }. Nothing was changed: close it there, or wait until it is done.
failure-in-use-on = The book is in use by process { $pid } on { $host }. Nothing was changed: close it there, or wait until it is done.
failure-damaged = The book is damaged: { $what }. Nothing was changed. Keep a copy of its folder before you try anything.
failure-newer-format = The book was made by a newer PartnerDeck (format { $found-text }, this one knows { $known-text }). Nothing was changed: update the program.
failure-other-cloud = The book belongs to the cloud { $cloud }, which was fixed when it was made. Nothing was changed: leave --cloud out, or name another book with --store.
failure-seal-key-missing = The key to the sealed first passwords is missing, so they can't be opened. Everything else in the book is safe: bring the key file back, or set new passwords for these users.
failure-disk-full = The disk is full. What was saved before is safe: make room, then try again.
failure-not-writable = { $place } can't be written. Nothing was changed: check its permissions.
failure-book-trouble = The book can't be used ({ $what }): { $why }

reason-missing = no such file or folder.
reason-no-permission = no permission.
reason-is-folder = this is a folder, a file is needed.
reason-no-folder = a part of this path is no folder.
reason-read-only-disk = the disk is read-only.
reason-disk-full = the disk is full.
reason-no-regular-file = this is no regular file. Give a file, or - for standard input.
reason-other = { $system }

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
problem-company-profile = This belongs to the company profile, which only the customer's own administrator can change, in the Microsoft 365 admin center under «organization profile».
problem-edit-without-sign = A change is written FIELD=VALUE.
problem-unknown-field = There is no field { $field } that can be changed.

## Users files: problems and remedies of rows

separator-comma = comma
separator-semicolon = semicolon
separator-tab = tab

## Book import and export

json-expected-value = Line { $line-text }, column { $column-text }: no JSON value begins here.
json-expected-name = Line { $line-text }, column { $column-text }: the name of a member in double quotes must stand here.
json-expected-colon = Line { $line-text }, column { $column-text }: a colon must stand here.
json-expected-comma = Line { $line-text }, column { $column-text }: a comma or a closing bracket must stand here.
json-ends-early = Line { $line-text }, column { $column-text }: the file ends in the middle of a value.
json-open-text = Line { $line-text }, column { $column-text }: the file ends in the middle of a text.
json-bad-number = Line { $line-text }, column { $column-text }: this is not how JSON writes a number.
json-bad-escape = Line { $line-text }, column { $column-text }: this is not how JSON writes a character behind a backslash.
json-raw-control = Line { $line-text }, column { $column-text }: a control character stands in a text without its backslash.
json-bad-encoding = Line { $line-text }, column { $column-text }: the bytes of this text are not UTF-8.
json-too-deep = Line { $line-text }, column { $column-text }: objects and lists stand inside each other more than { $limit-text } deep.
json-reserved-name = Line { $line-text }, column { $column-text }: a member of this name can't be kept.
json-remedy = Nothing was changed. Let the program that wrote the file write it again, or mend that place.
json-duplicate-member = Line { $line-text }: { $path } stands twice in the same object; the last one counts.
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
json-lone-surrogate = Line { $line-text }: half a character in { $path } can't be read; U+FFFD stands in its place.

## The store

## Search, filters, lists

noun-customer = customer
search-unknown-field = There is no field { $field } to filter by.
search-unknown-field-remedy = The fields are name, domain, id, country, relationship, tag, state, reseller, alias, seats, and paths such as billingProfile.email. To find the text itself, put it in quotes.
search-value-missing = { $field }: says a field and no value.
search-value-missing-remedy = Write the value right behind the colon, without a blank between; one with blanks goes into quotes.
search-no-comparison = { $field } can't be compared with { $sign }.
search-no-comparison-remedy = Write { $field }: and a value. Only seats can be compared.
search-bad-number = { $found } is no number of seats.
search-number-missing = Seats are compared with a number, and there is none.
search-bad-number-remedy = Write a whole number, as in seats>10 or seats<3.
search-quote-open = A quote is opened and never closed.
search-quote-open-remedy = Close it, or leave it out.
search-unknown-sort = The list has no column { $field } to sort by.
search-unknown-direction = { $direction } is no direction to sort in.
search-sort-remedy = Write name, domain, id, relationship, country, seats or changed, with :desc behind it for the largest first.

## Operations: steps and consequences of plans

# Update account info, add a customer
step-field-changes = { $field }: { $old } → { $new }

## Command line

## Screen: shell, list, detail

## Screen: edit, many users, wizards
