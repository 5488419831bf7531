class Links {
  @Value("${links.hours:48}")
  private long hours;

  GetObjectPresignRequest request(GetObjectRequest get) {
    return GetObjectPresignRequest.builder().signatureDuration(Duration.ofHours(hours)).getObjectRequest(get).build();
  }
}
