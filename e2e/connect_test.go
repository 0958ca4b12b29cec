package e2e

func (w walk) connect(person string) string { return "" }
func (w walk) groupSaysYes(group string)    {}
func (w walk) attended(person string)       {}
