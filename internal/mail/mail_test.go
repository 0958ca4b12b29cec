package mail_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"testing"

	"weft/internal/errs"
	"weft/internal/mail"
)

// server answers one SMTP conversation as RFC 5321 has it and returns what it got.
func server(t *testing.T) (address string, got chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	got = make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		fmt.Fprint(c, "220 test ESMTP\r\n")
		var text strings.Builder
		in, data := bufio.NewScanner(c), false
		for in.Scan() {
			line := in.Text()
			switch {
			case data && line == ".":
				data = false
				fmt.Fprint(c, "250 kept\r\n")
				got <- text.String()
			case data:
				text.WriteString(line + "\n")
			case strings.HasPrefix(line, "DATA"):
				data = true
				fmt.Fprint(c, "354 go on\r\n")
			case strings.HasPrefix(line, "QUIT"):
				fmt.Fprint(c, "221 bye\r\n")
				return
			default:
				fmt.Fprint(c, "250 ok\r\n")
			}
		}
	}()
	return "smtp://" + l.Addr().String() + "?from=weft@example.org", got
}

func TestAMessageReachesTheServerWhole(t *testing.T) {
	t.Parallel()
	address, got := server(t)
	s, err := mail.NewSMTP(address)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Send(context.Background(), mail.Message{To: "a@example.org", Subject: "We have spoken", Body: "Dŵr a thân"})
	if err != nil {
		t.Fatal(err)
	}
	if text := <-got; !strings.Contains(text, "Subject: We have spoken") || !strings.Contains(text, "a@example.org") {
		t.Errorf("the server got %q", text)
	}
}

func TestAServerThatIsNotThereIsUnavailableAndAnAddressThatIsNoneIsInvalid(t *testing.T) {
	t.Parallel()
	s, err := mail.NewSMTP("smtp://127.0.0.1:1?from=weft@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Send(context.Background(), mail.Message{To: "a@example.org"}); errs.KindOf(err) != errs.Unavailable {
		t.Errorf("no server: %v", err)
	}
	if err := s.Send(context.Background(), mail.Message{To: "nobody"}); errs.KindOf(err) != errs.Invalid {
		t.Errorf("no address: %v", err)
	}
	if _, err := mail.NewSMTP("http://x"); errs.KindOf(err) != errs.Invalid {
		t.Errorf("no mail server's address: %v", err)
	}
}
