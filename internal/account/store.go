package account

import (
	"context"
	"slices"
	"time"

	"weft/internal/authz"
	"weft/internal/db"
	"weft/internal/errs"
)

const columns = `a.id, a.name, a.email, a.kind, a.verified, a.password_hash, a.epoch, a.created, a.disabled, a.version`

// scanInto reads an account, its hash and what follows in the row.
func scanInto(s db.Scan, a *Account, hash *string, more ...any) error {
	var secret string
	dest := append([]any{&a.ID, &a.Name, &a.Email, &a.Kind, &a.Verified, &secret, &a.Epoch, &a.Created, &a.Disabled, &a.Version}, more...)
	err := s(dest...)
	a.HasPassword = secret != ""
	if hash != nil {
		*hash = secret
	}
	return err
}

func scan(s db.Scan) (Account, error) {
	var a Account
	err := scanInto(s, &a, nil)
	return a, err
}

func insert(ctx context.Context, tx *db.Tx, a Account, fold, hash string) error {
	_, err := tx.Exec(ctx, `insert into account (id, name, email, email_fold, kind, verified, password_hash, epoch, created, version)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		a.ID, a.Name, a.Email, none(fold), a.Kind, a.Verified, none(hash), a.Epoch, a.Created, a.Version)
	return err
}

// none stores an empty text as NULL.
func none(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func byID(ctx context.Context, tx *db.Tx, which ID) (Account, error) {
	return db.One(ctx, tx, scan, `select `+columns+` from account a where a.id = $1`, which)
}

func byEmail(ctx context.Context, tx *db.Tx, fold string) (Account, string, error) {
	var hash string
	a, err := db.One(ctx, tx, func(s db.Scan) (Account, error) {
		var a Account
		err := scanInto(s, &a, &hash)
		return a, err
	}, `select `+columns+` from account a where a.email_fold = $1`, fold)
	return a, hash, err
}

const roleColumns = `r.id, r.role, r.at, r.starts, r.ends`

// held is one account and one of its roles, if it has any.
type held struct {
	Account
	role Assignment
}

func scanHeld(s db.Scan) (held, error) {
	var h held
	err := scanInto(s, &h.Account, nil, &h.role.ID, &h.role.Role, &h.role.At, &h.role.Starts, &h.role.Ends)
	return h, err
}

// gather joins the rows of each account, which stand together.
func gather(rows []held) []Account {
	var out []Account
	for _, h := range rows {
		if len(out) == 0 || out[len(out)-1].ID != h.ID {
			out = append(out, h.Account)
		}
		if last := &out[len(out)-1]; !h.role.ID.IsZero() {
			last.Roles = append(last.Roles, h.role)
		}
	}
	return out
}

func withRoles(ctx context.Context, tx *db.Tx, which ID) (Account, error) {
	rows, err := db.All(ctx, tx, scanHeld, `select `+columns+`, `+roleColumns+` from account a
		left join role_assignment r on r.account = a.id and r.starts <= $2 and (r.ends is null or r.ends > $2)
		where a.id = $1 order by r.starts, r.id`, which, tx.Now())
	if err != nil {
		return Account{}, err
	}
	if len(rows) == 0 {
		return Account{}, errs.New(errs.NotFound, "db.not_found")
	}
	return gather(rows)[0], nil
}

func list(ctx context.Context, tx *db.Tx, f Filter) ([]Account, error) {
	open := `is null`
	if f.Disabled {
		open = `is not null`
	}
	rows, err := db.All(ctx, tx, scanHeld, `select `+columns+`, `+roleColumns+` from
		(select * from account where kind = $1 and disabled `+open+` order by name, id limit $3) a
		left join role_assignment r on r.account = a.id and r.starts <= $2 and (r.ends is null or r.ends > $2)
		order by a.name, a.id, r.starts, r.id`, f.Kind, tx.Now(), f.Limit)
	return gather(rows), err
}

func holders(ctx context.Context, tx *db.Tx, role authz.Role, at string) ([]Account, error) {
	var a db.Args
	place := `r.at is null`
	if at != "" {
		place = `r.at = ` + a.Bind(at)
	}
	now := a.Bind(tx.Now())
	rows, err := db.All(ctx, tx, scanHeld, `select `+columns+`, `+roleColumns+` from account a
		join role_assignment r on r.account = a.id and r.starts <= `+now+` and (r.ends is null or r.ends > `+now+`)
		where a.disabled is null and r.role = `+a.Bind(role)+` and `+place+` order by a.name, a.id`, a.List()...)
	return gather(rows), err
}

func names(ctx context.Context, tx *db.Tx, which []ID) (map[ID]string, error) {
	out := map[ID]string{}
	if len(which) == 0 {
		return out, nil
	}
	which = slices.Clone(which)
	slices.Sort(which)
	var a db.Args
	in := db.In(&a, slices.Compact(which))
	found, err := db.All(ctx, tx, scan, `select `+columns+` from account a where a.id in (`+in+`)`, a.List()...)
	for _, f := range found {
		out[f.ID] = f.Name
	}
	return out, err
}

func putPassword(ctx context.Context, tx *db.Tx, which ID, hash string) error {
	_, err := tx.Exec(ctx, `update account set password_hash = $1, epoch = epoch + 1, version = version + 1 where id = $2`, hash, which)
	return err
}

func disable(ctx context.Context, tx *db.Tx, which ID) error {
	if _, err := tx.Exec(ctx, `update account set disabled = $1, epoch = epoch + 1, version = version + 1 where id = $2`,
		tx.Now(), which); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update role_assignment set ends = $1 where account = $2 and (ends is null or ends > $1)`,
		tx.Now(), which); err != nil {
		return err
	}
	return endLinks(ctx, tx, which)
}

func setEnabled(ctx context.Context, tx *db.Tx, which ID) error {
	_, err := tx.Exec(ctx, `update account set disabled = null, version = version + 1 where id = $1`, which)
	return err
}

func insertRole(ctx context.Context, tx *db.Tx, which ID, r Assignment) error {
	_, err := tx.Exec(ctx, `insert into role_assignment (id, account, role, at, starts) values ($1, $2, $3, $4, $5)`,
		r.ID, which, r.Role, none(r.At), r.Starts)
	return err
}

func endRole(ctx context.Context, tx *db.Tx, which ID, role AssignmentID) error {
	n, err := tx.Exec(ctx, `update role_assignment set ends = $1 where id = $2 and account = $3 and (ends is null or ends > $1)`,
		tx.Now(), role, which)
	if err == nil && n == 0 {
		return errs.New(errs.NotFound, "db.not_found")
	}
	return err
}

// administrators counts the open accounts that hold the role now.
func administrators(ctx context.Context, tx *db.Tx) (int, error) {
	return db.One(ctx, tx, db.Value[int], `select count(*) from account a
		join role_assignment r on r.account = a.id and r.starts <= $1 and (r.ends is null or r.ends > $1)
		where a.disabled is null and r.role = $2`, tx.Now(), authz.Admin)
}

func insertLink(ctx context.Context, tx *db.Tx, l Link) error {
	_, err := tx.Exec(ctx, `insert into one_time_link (token_hash, account, purpose, expires) values ($1, $2, $3, $4)`,
		digest(l.Token), l.Account, l.Purpose, l.Expires)
	return err
}

// openLink returns a link that is neither used nor ended.
func openLink(ctx context.Context, tx *db.Tx, token string) (Link, error) {
	l, err := db.One(ctx, tx, func(s db.Scan) (Link, error) {
		var l Link
		err := s(&l.Purpose, &l.Account, &l.Expires, &l.Name, &l.Email)
		return l, err
	}, `select l.purpose, l.account, l.expires, a.name, a.email from one_time_link l left join account a on a.id = l.account
		where l.token_hash = $1 and l.used is null and l.expires > $2 and a.disabled is null`, digest(token), tx.Now())
	if errs.Is(err, errs.NotFound) {
		return Link{}, deadLink()
	}
	return l, err
}

func useLink(ctx context.Context, tx *db.Tx, token string) error {
	n, err := tx.Exec(ctx, `update one_time_link set used = $1 where token_hash = $2 and used is null`, tx.Now(), digest(token))
	if err == nil && n == 0 {
		return deadLink()
	}
	return err
}

// endLinks ends the open links of an account, or the set-up link for no account.
func endLinks(ctx context.Context, tx *db.Tx, which ID) error {
	if which.IsZero() {
		_, err := tx.Exec(ctx, `update one_time_link set used = $1 where account is null and used is null`, tx.Now())
		return err
	}
	_, err := tx.Exec(ctx, `update one_time_link set used = $1 where account = $2 and used is null`, tx.Now(), which)
	return err
}

// try is what is known of the failures of a guard.
type try struct {
	failures int
	at       time.Time
	blocked  time.Time
}

func tryOf(ctx context.Context, tx *db.Tx, key string) (try, error) {
	t, err := db.One(ctx, tx, func(s db.Scan) (try, error) {
		var t try
		err := s(&t.failures, &t.at, &t.blocked)
		return t, err
	}, `select failures, at, blocked_until from sign_in_try where key = $1`, key)
	if errs.Is(err, errs.NotFound) {
		return try{at: tx.Now()}, nil
	}
	return t, err
}

func putTry(ctx context.Context, tx *db.Tx, key string, t try) error {
	_, err := tx.Exec(ctx, `insert into sign_in_try (key, failures, at, blocked_until) values ($1, $2, $3, $4)
		on conflict (key) do update set failures = excluded.failures, at = excluded.at, blocked_until = excluded.blocked_until`,
		key, t.failures, t.at, t.blocked)
	return err
}

func dropTry(ctx context.Context, tx *db.Tx, key string) error {
	_, err := tx.Exec(ctx, `delete from sign_in_try where key = $1`, key)
	return err
}

// sweep keeps a link for a month after its end, so that who follows an old one is
// told that it has ended.
func sweep(ctx context.Context, tx *db.Tx) error {
	if _, err := tx.Exec(ctx, `delete from sign_in_try where at < $1`, tx.Now().Add(-24*time.Hour)); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `delete from one_time_link where expires < $1`, tx.Now().AddDate(0, -1, 0))
	return err
}
