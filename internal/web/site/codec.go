package site

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
)

// codec writes a session so that the same session is always the same bytes, and reads it
// faster than gob, which describes its types each time. It is scs's Codec.
type codec struct{}

// stored is a session as it is written. A session holds texts and whole numbers.
type stored struct {
	Deadline time.Time         `json:"deadline"`
	Texts    map[string]string `json:"texts,omitempty"`
	Numbers  map[string]int64  `json:"numbers,omitempty"`
}

// Encode writes a session.
func (codec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	s := stored{Deadline: deadline, Texts: map[string]string{}, Numbers: map[string]int64{}}
	for k, v := range values {
		switch v := v.(type) {
		case string:
			s.Texts[k] = v
		case int64:
			s.Numbers[k] = v
		default:
			return nil, fmt.Errorf("a session holds texts and numbers, and %s is a %T", k, v)
		}
	}
	return json.Marshal(s)
}

// Decode reads a session, also one that an earlier release wrote with gob.
func (codec) Decode(b []byte) (time.Time, map[string]any, error) {
	if len(b) == 0 || b[0] != '{' {
		return scs.GobCodec{}.Decode(b)
	}
	var s stored
	if err := json.Unmarshal(b, &s); err != nil {
		return time.Time{}, nil, fmt.Errorf("a stored session cannot be read: %w", err)
	}
	values := make(map[string]any, len(s.Texts)+len(s.Numbers))
	for k, v := range s.Texts {
		values[k] = v
	}
	for k, v := range s.Numbers {
		values[k] = v
	}
	return s.Deadline, values, nil
}
