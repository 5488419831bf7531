public class Store { }
