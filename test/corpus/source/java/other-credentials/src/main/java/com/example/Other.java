package com.example;

class Other {
  void set(CredentialsProvider provider, String user, String password) {
    provider.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(user, password));
    GoogleCredentials google = GoogleCredentials.getApplicationDefault();
    String text = google.getCredentials().toString();
    Duration cache = Duration.ofDays(7);
  }
}
