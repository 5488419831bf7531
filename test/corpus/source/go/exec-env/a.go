package a

func run(c Conf) error {
	cmd := exec.Command("pg_dump")
	cmd.Env = append(os.Environ(),
		"AWS_ACCESS_KEY_ID="+c.ID,
		fmt.Sprintf("AWS_SECRET_ACCESS_KEY=%s", c.Secret),
	)
	return cmd.Run()
}
