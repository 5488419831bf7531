package a

func run(c Conf) error {
	cmd := exec.Command("tool")
	cmd.Env = append(os.Environ(), "AWS_REGION="+c.Region, "AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=")
	return cmd.Run()
}
