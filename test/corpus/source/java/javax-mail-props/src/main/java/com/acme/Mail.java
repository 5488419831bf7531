class Mail {
  void set(Properties properties, String region) {
    properties.put("mail.smtp.host", "email-smtp." + region + ".amazonaws.com");
  }
}
