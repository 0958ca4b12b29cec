package db

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"reflect"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"weft/internal/clock"
)

// fromPostgres puts a value as the server sent it where it belongs. known is false for what
// is better left to pgx: the rarer types, and what is no text where nothing stands.
func fromPostgres(oid uint32, format int16, raw []byte, dest any) (known bool, err error) {
	if raw == nil {
		return nothing(dest), nil
	}
	switch oid {
	case pgtype.TextOID, pgtype.VarcharOID, pgtype.NameOID:
		return putText(string(raw), dest)
	}
	if format != pgtype.BinaryFormatCode {
		return false, nil
	}
	switch oid {
	case pgtype.UUIDOID:
		if len(raw) == 16 {
			return putText(uuidText(raw), dest)
		}
	case pgtype.Int8OID:
		if d, is := dest.(*int); is && len(raw) == 8 {
			*d = int(int64(binary.BigEndian.Uint64(raw)))
			return true, nil
		}
	case pgtype.BoolOID:
		if d, is := dest.(*bool); is && len(raw) == 1 {
			*d = raw[0] == 1
			return true, nil
		}
	case pgtype.TimestamptzOID:
		if d, is := dest.(*time.Time); is && len(raw) == 8 {
			micros := int64(binary.BigEndian.Uint64(raw))
			*d = time.UnixMicro(micros + year2000*1_000_000).UTC()
			return micros != math.MaxInt64 && micros != math.MinInt64, nil // those are "infinity"
		}
	case pgtype.DateOID:
		if d, is := dest.(*clock.Date); is && len(raw) == 4 {
			days := int32(binary.BigEndian.Uint32(raw))
			*d = clock.DateOf(time.Unix(year2000+int64(days)*86_400, 0), time.UTC)
			return days != math.MaxInt32 && days != math.MinInt32, nil
		}
	}
	return false, nil
}

// year2000 is when PostgreSQL's times begin, in seconds of Unix.
const year2000 = 946_684_800

// nothing puts what stands for an empty column, where it is no number.
func nothing(dest any) (known bool) {
	switch d := dest.(type) {
	case *string:
		*d = ""
	case *time.Time:
		*d = time.Time{}
	case *clock.Date:
		*d = clock.Date{}
	default:
		to := reflect.ValueOf(dest)
		if to.Kind() != reflect.Pointer || to.Elem().Kind() != reflect.String {
			return false
		}
		to.Elem().SetString("")
	}
	return true
}

func putText(s string, dest any) (known bool, err error) {
	switch d := dest.(type) {
	case *string:
		*d = s
		return true, nil
	case *clock.Date:
		return true, dateDest{d}.Scan(s)
	}
	to := reflect.ValueOf(dest)
	if to.Kind() != reflect.Pointer || to.Elem().Kind() != reflect.String {
		return false, nil
	}
	to.Elem().SetString(s)
	return true, nil
}

func uuidText(raw []byte) string {
	var b [36]byte
	hex.Encode(b[:8], raw[:4])
	hex.Encode(b[9:13], raw[4:6])
	hex.Encode(b[14:18], raw[6:8])
	hex.Encode(b[19:23], raw[8:10])
	hex.Encode(b[24:], raw[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}
