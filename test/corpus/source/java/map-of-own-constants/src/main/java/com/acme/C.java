package com.acme;

class C {
  void put(Map<String, String> map) {
    map.put(Names.ACCESS_KEY, "x");
    map.put(Names.SECRET_KEY, "y");
  }
}
